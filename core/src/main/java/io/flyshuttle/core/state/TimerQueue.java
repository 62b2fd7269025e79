// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state;

import java.util.function.Consumer;

/**
 * Timers of all keys of a subtask, the earliest first. A timer of one time, key and namespace is
 * there at most once. Part of its backend: snapshotted and restored with it, used by its thread.
 * Timers of the same time come in no particular order.
 *
 * @param <K> type of the keys
 * @param <N> type of the namespaces
 */
public interface TimerQueue<K, N> {

  /**
   * A time with its key and namespace. Immutable.
   *
   * @param <K> type of the key
   * @param <N> type of the namespace
   */
  interface Timer<K, N> {

    /** Milliseconds since 1970 of whatever clock the queue is for. */
    long time();

    K key();

    /** May be null where namespaces are not used. */
    N namespace();
  }

  /**
   * Adds a timer unless it is there; whether it was added.
   *
   * @param key one of the backend's key groups; not changed afterwards
   */
  boolean add(long time, K key, N namespace);

  /**
   * As {@link #add}, but looks for no timer that is there already: the caller knows that there is
   * none.
   */
  void addNew(long time, K key, N namespace);

  /** Takes a timer away; whether it was there. */
  boolean remove(long time, K key, N namespace);

  boolean isEmpty();

  int size();

  /** Time of the earliest timer, {@link Long#MAX_VALUE} if there is none. */
  long nextTime();

  /** Takes the earliest timer away and returns it; null if there is none. */
  Timer<K, N> poll();

  /** Hands out all timers, in no particular order. The queue must not change meanwhile. */
  void forEach(Consumer<? super Timer<K, N>> action);
}
