// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state.heap;

import io.flyshuttle.core.state.KeyGroups;
import java.util.Arrays;
import java.util.Objects;

/**
 * The timers of one time, in the order in which they were added: key and namespace side by side in
 * one array. Timers are taken from the front. What is removed leaves a hole, which goes when the
 * array is full.
 *
 * <p>An index by hash code is made when a timer is first looked for and there are more than a few;
 * who only adds timers that are known to be new does without.
 */
final class TimerBucket {
  private static final int MIN_CAPACITY = 2;
  private static final int SCATTER = 0x9E3779B9;

  /** So many timers are looked through one by one. */
  private static final int FEW = 8;

  private static final int ABSENT = -1;

  private final long time;

  /** The place in the queue's heap; kept by the queue. */
  int place;

  private Object[] entries = new Object[MIN_CAPACITY * 2];
  private int first;
  private int end;
  private int size;

  // hash code, position + 1; 0 for a free slot. What it says of holes and taken timers is stale
  private long[] index;
  private int shift;

  TimerBucket(long time) {
    this.time = time;
  }

  long time() {
    return time;
  }

  int size() {
    return size;
  }

  /** Number of timers it has room for. */
  int capacity() {
    return entries.length / 2;
  }

  boolean contains(Object key, Object namespace) {
    return find(key, namespace) != ABSENT;
  }

  /**
   * Adds a timer that is not there.
   *
   * @param expected number of timers that buckets have had lately, to make room for at once when
   *     this one becomes more than small
   */
  void add(Object key, Object namespace, int expected) {
    if (end * 2 == entries.length) {
      makeRoom(expected);
    }
    entries[end * 2] = key;
    entries[end * 2 + 1] = namespace;
    end++;
    size++;
    if (index != null) {
      addToIndex(end - 1, hash(key, namespace));
    }
  }

  /** Whether the timer was there. */
  boolean remove(Object key, Object namespace) {
    int position = find(key, namespace);
    if (position == ABSENT) {
      return false;
    }
    entries[position * 2] = null;
    entries[position * 2 + 1] = null;
    size--;
    return true;
  }

  /** Goes to the earliest timer, which must be there, and returns its place in the array. */
  private int front() {
    while (entries[first * 2] == null) {
      first++;
    }
    return first * 2;
  }

  /** Takes the earliest timer; there must be one. */
  HeapTimerQueue.Taken take() {
    int at = front();
    HeapTimerQueue.Taken taken = new HeapTimerQueue.Taken(time, entries[at], entries[at + 1]);
    entries[at] = null;
    entries[at + 1] = null;
    first++;
    size--;
    return taken;
  }

  /** Keys and namespaces in turn as they are now; a key that is null is no timer. */
  Object[] freeze() {
    return Arrays.copyOfRange(entries, first * 2, end * 2);
  }

  private int find(Object key, Object namespace) {
    if (index == null) {
      if (end - first <= FEW) {
        return search(key, namespace);
      }
      makeIndex();
    }
    int hash = hash(key, namespace);
    int mask = index.length - 1;
    int slot = (hash * SCATTER) >>> shift;
    long word;
    while ((word = index[slot]) != 0) {
      int position = (int) word - 1;
      if ((int) (word >>> Integer.SIZE) == hash && isAt(position, key, namespace)) {
        return position;
      }
      slot = (slot + 1) & mask;
    }
    return ABSENT;
  }

  private int search(Object key, Object namespace) {
    for (int position = first; position < end; position++) {
      if (isAt(position, key, namespace)) {
        return position;
      }
    }
    return ABSENT;
  }

  private boolean isAt(int position, Object key, Object namespace) {
    Object found = entries[position * 2];
    return found != null
        && (found == key || found.equals(key))
        && Objects.equals(namespace, entries[position * 2 + 1]);
  }

  private void makeRoom(int expected) {
    Object[] from = entries;
    int wanted = capacity();
    if (size > wanted / 2) {
      wanted = wanted * 2 > FEW * 8 ? Math.max(wanted * 2, expected) : wanted * 2;
    }
    Object[] to = new Object[wanted * 2];
    int count = 0;
    for (int at = first * 2; at < end * 2; at += 2) {
      if (from[at] != null) {
        to[count++] = from[at];
        to[count++] = from[at + 1];
      }
    }
    entries = to;
    first = 0;
    end = size;
    if (index != null) {
      makeIndex();
    }
  }

  private void makeIndex() {
    // at least twice as many slots as there can be timers before there is room to be made
    int slots = Integer.highestOneBit(Math.max(capacity(), FEW) * 2 - 1) * 2;
    index = new long[slots];
    shift = Integer.numberOfLeadingZeros(slots) + 1;
    for (int position = first; position < end; position++) {
      Object key = entries[position * 2];
      if (key != null) {
        addToIndex(position, hash(key, entries[position * 2 + 1]));
      }
    }
  }

  private void addToIndex(int position, int hash) {
    int mask = index.length - 1;
    int slot = (hash * SCATTER) >>> shift;
    while (index[slot] != 0) {
      slot = (slot + 1) & mask;
    }
    index[slot] = (long) hash << Integer.SIZE | position + 1;
  }

  private static int hash(Object key, Object namespace) {
    int hash = KeyGroups.mix(key.hashCode());
    return namespace == null ? hash : KeyGroups.mix(hash * 31 + namespace.hashCode());
  }
}
