// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream.operator;

/**
 * Takes timers that ring. The timer's key is the current one.
 *
 * @param <K> type of the keys
 * @param <N> type of the namespaces
 */
public interface Triggerable<K, N> {

  /** The watermark has reached the timer's time. */
  void onEventTime(InternalTimer<K, N> timer) throws Exception;

  /** The clock has passed the timer's time. */
  void onProcessingTime(InternalTimer<K, N> timer) throws Exception;
}
