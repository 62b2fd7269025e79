// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.time;

import java.time.Duration;

/**
 * Makes generators that notice idleness.
 *
 * @param <T> type of the records
 */
final class IdlenessSupplier<T> implements WatermarkGeneratorSupplier<T> {
  private static final long serialVersionUID = 1L;

  private final WatermarkGeneratorSupplier<T> generators;
  private final Duration idleTimeout;

  IdlenessSupplier(WatermarkGeneratorSupplier<T> generators, Duration idleTimeout) {
    this.generators = generators;
    this.idleTimeout = idleTimeout;
  }

  @Override
  public WatermarkGenerator<T> createWatermarkGenerator(Context context) {
    return new WatermarksWithIdleness<>(
        generators.createWatermarkGenerator(context), idleTimeout, context.getInputActivityClock());
  }
}
