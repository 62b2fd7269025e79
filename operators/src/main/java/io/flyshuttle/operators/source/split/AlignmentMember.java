// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.source.split;

import io.flyshuttle.core.time.WatermarkAlignmentParams;
import java.io.Serializable;

/**
 * A source among those that it is aligned with.
 *
 * @param params how far its readers may be ahead
 * @param number of the source in its group; negative if it is the only one
 */
public record AlignmentMember(WatermarkAlignmentParams params, int number) implements Serializable {

  /** Whether there are other sources in the group. */
  public boolean hasOthers() {
    return number >= 0;
  }
}
