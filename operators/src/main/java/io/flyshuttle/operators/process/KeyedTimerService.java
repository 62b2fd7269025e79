// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.process;

import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.serialize.basic.VoidSerializer;
import io.flyshuttle.core.state.KeyedStateBackend;
import io.flyshuttle.core.time.TimerService;
import io.flyshuttle.operators.timer.KeyedTimers;

/** The timers of a process function: by key, without namespaces. */
final class KeyedTimerService<K> implements TimerService {
  private final KeyedTimers<K, Void> timers;

  KeyedTimerService(
      OperatorContext context, KeyedStateBackend<K> keyed, KeyedTimers.Target<K, Void> target) {
    this.timers = new KeyedTimers<>(context, keyed, VoidSerializer.INSTANCE, target);
  }

  void advanceWatermark(long watermark) throws Exception {
    timers.advanceWatermark(watermark);
  }

  void close() {
    timers.close();
  }

  @Override
  public long currentProcessingTime() {
    return timers.currentProcessingTime();
  }

  @Override
  public long currentWatermark() {
    return timers.currentWatermark();
  }

  @Override
  public void registerProcessingTimeTimer(long time) {
    if (!timers.isTooLateForUsers()) {
      timers.registerProcessingTime(null, time);
    }
  }

  @Override
  public void registerEventTimeTimer(long time) {
    if (!timers.isTooLateForUsers()) {
      timers.registerEventTime(null, time);
    }
  }

  @Override
  public void deleteProcessingTimeTimer(long time) {
    timers.deleteProcessingTime(null, time);
  }

  @Override
  public void deleteEventTimeTimer(long time) {
    timers.deleteEventTime(null, time);
  }
}
