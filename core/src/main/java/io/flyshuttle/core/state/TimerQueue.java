// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state;

/**
 * A set of timers, ordered by time. Two timers are one if time, key and namespace are equal. Used
 * by the operator's thread only; part of the snapshots of keyed state.
 *
 * @param <K> type of the keys
 * @param <N> type of the namespaces, which may be null
 */
public interface TimerQueue<K, N> {

  /**
   * A timer as it leaves the queue.
   *
   * @param time in milliseconds since 1970
   */
  record Timer<K, N>(long time, K key, N namespace) {}

  /** Adds a timer; false if it is there already. */
  boolean add(long time, K key, N namespace);

  /** Removes a timer; false if it is not there. */
  boolean remove(long time, K key, N namespace);

  boolean isEmpty();

  /**
   * Time of the earliest timer.
   *
   * @throws java.util.NoSuchElementException if there is none
   */
  long nextTime();

  /**
   * Removes the earliest timer; among those of one time, any.
   *
   * @throws java.util.NoSuchElementException if there is none
   */
  Timer<K, N> poll();
}
