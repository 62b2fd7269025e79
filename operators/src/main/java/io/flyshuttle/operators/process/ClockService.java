// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.process;

import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.time.TimerService;

/** Time without timers, for functions on streams without keys. */
record ClockService(OperatorContext context) implements TimerService {

  @Override
  public long currentProcessingTime() {
    return context.processingTime().currentTimeMillis();
  }

  @Override
  public long currentWatermark() {
    return context.currentWatermark();
  }

  @Override
  public void registerProcessingTimeTimer(long time) {
    throw refused();
  }

  @Override
  public void registerEventTimeTimer(long time) {
    throw refused();
  }

  @Override
  public void deleteProcessingTimeTimer(long time) {
    throw refused();
  }

  @Override
  public void deleteEventTimeTimer(long time) {
    throw refused();
  }

  private static UnsupportedOperationException refused() {
    return new UnsupportedOperationException(
        "timers can only be set on keyed streams; call keyBy before process");
  }
}
