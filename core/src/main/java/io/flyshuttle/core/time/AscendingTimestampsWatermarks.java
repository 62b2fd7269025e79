// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.time;

import java.time.Duration;

/**
 * Watermarks for timestamps that only grow.
 *
 * @param <T> type of the records
 */
public class AscendingTimestampsWatermarks<T> extends BoundedOutOfOrdernessWatermarks<T> {

  public AscendingTimestampsWatermarks() {
    super(Duration.ZERO);
  }
}
