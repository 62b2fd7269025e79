// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream.operator;

/**
 * Timers of an operator of the user's own, by key and namespace; setting one twice rings once. They
 * are part of checkpoints. Used by the operator's thread, with a current key.
 *
 * @param <N> type of the namespaces
 */
public interface InternalTimerService<N> {

  /** Milliseconds since 1970. */
  long currentProcessingTime();

  /** The watermark up to which timers have rung, {@link Long#MIN_VALUE} before the first. */
  long currentWatermark();

  void registerProcessingTimeTimer(N namespace, long time);

  /** Takes a timer back that has not rung; harmless if there is none. */
  void deleteProcessingTimeTimer(N namespace, long time);

  void registerEventTimeTimer(N namespace, long time);

  /** Takes a timer back that has not rung; harmless if there is none. */
  void deleteEventTimeTimer(N namespace, long time);
}
