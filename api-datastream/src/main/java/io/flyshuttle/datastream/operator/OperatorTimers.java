// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream.operator;

import io.flyshuttle.operators.timer.KeyedTimers;

/** Timers of one name of an operator of the user's own. Used by the task's thread. */
final class OperatorTimers<K, N> implements InternalTimerService<N>, KeyedTimers.Target<K, N> {
  private record Rung<K, N>(long getTimestamp, K getKey, N getNamespace)
      implements InternalTimer<K, N> {}

  private final Triggerable<K, N> target;
  private KeyedTimers<K, N> timers;

  OperatorTimers(Triggerable<K, N> target) {
    this.target = target;
  }

  /** Before all other calls. */
  void use(KeyedTimers<K, N> newTimers) {
    this.timers = newTimers;
  }

  void advanceWatermark(long watermark) throws Exception {
    timers.advanceWatermark(watermark);
  }

  void close() {
    timers.close();
  }

  @Override
  public void onEventTime(long time, K key, N namespace) throws Exception {
    target.onEventTime(new Rung<>(time, key, namespace));
  }

  @Override
  public void onProcessingTime(long time, K key, N namespace) throws Exception {
    target.onProcessingTime(new Rung<>(time, key, namespace));
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
  public void registerProcessingTimeTimer(N namespace, long time) {
    if (!timers.isTooLateForUsers()) {
      timers.registerProcessingTime(namespace, time);
    }
  }

  @Override
  public void deleteProcessingTimeTimer(N namespace, long time) {
    timers.deleteProcessingTime(namespace, time);
  }

  @Override
  public void registerEventTimeTimer(N namespace, long time) {
    if (!timers.isTooLateForUsers()) {
      timers.registerEventTime(namespace, time);
    }
  }

  @Override
  public void deleteEventTimeTimer(N namespace, long time) {
    timers.deleteEventTime(namespace, time);
  }
}
