// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.buffer;

import io.flyshuttle.core.checkpoint.Barrier;

/**
 * A barrier that travels beside the elements of a channel and not as one of them, so that it can
 * overtake them.
 *
 * @param urgent whether it has overtaken what was before it: whoever gets it takes its snapshot
 *     without waiting for other channels
 */
public record BarrierMark(Barrier barrier, boolean urgent) {

  /** Identifier of the checkpoint. */
  public long checkpointId() {
    return barrier.checkpointId();
  }
}
