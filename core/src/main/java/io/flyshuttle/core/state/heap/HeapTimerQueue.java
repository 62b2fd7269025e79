// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state.heap;

import io.flyshuttle.core.state.KeyGroups;
import io.flyshuttle.core.state.TimerQueue;
import io.flyshuttle.core.type.TypeSerializer;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Timers in a binary heap by time, and in a hash set that finds a timer's place in the heap:
 * adding, finding and removing any timer costs the logarithm of their number at most. Used by the
 * task's thread.
 */
final class HeapTimerQueue<K, N> implements TimerQueue<K, N> {
  private static final int MIN_CAPACITY = 16;
  private static final int ARITY = 4;
  private static final int SCATTER = 0x9E3779B9;

  private final int maxParallelism;
  private final TypeSerializer<K> keySerializer;
  private TypeSerializer<N> namespaceSerializer;
  private Entry<K, N>[] heap = newArray(MIN_CAPACITY);
  private long[] times = new long[MIN_CAPACITY];
  private Entry<K, N>[] set = newArray(MIN_CAPACITY * 2);
  private int shift = Integer.numberOfLeadingZeros(MIN_CAPACITY * 2) + 1;
  private int size;

  HeapTimerQueue(
      int maxParallelism, TypeSerializer<K> keySerializer, TypeSerializer<N> namespaceSerializer) {
    this.maxParallelism = maxParallelism;
    this.keySerializer = keySerializer;
    this.namespaceSerializer = namespaceSerializer;
  }

  TypeSerializer<N> namespaceSerializer() {
    return namespaceSerializer;
  }

  void useNamespaceSerializer(TypeSerializer<N> serializer) {
    this.namespaceSerializer = serializer;
  }

  @Override
  public boolean add(long time, K key, N namespace) {
    int hash = hash(time, key, namespace);
    if (find(time, key, namespace, hash) >= 0) {
      return false;
    }
    if (size == heap.length) {
      heap = Arrays.copyOf(heap, size * 2);
      times = Arrays.copyOf(times, size * 2);
      rehash(size * 4);
    }
    K ownKey = keySerializer.isImmutableType() ? key : keySerializer.copy(key);
    N ownNamespace =
        namespace == null || namespaceSerializer.isImmutableType()
            ? namespace
            : namespaceSerializer.copy(namespace);
    Entry<K, N> entry = new Entry<>(time, ownKey, ownNamespace, hash);
    set[freeSlot(hash)] = entry;
    siftUp(entry, size++);
    return true;
  }

  @Override
  public boolean remove(long time, K key, N namespace) {
    int slot = find(time, key, namespace, hash(time, key, namespace));
    if (slot < 0) {
      return false;
    }
    removeFromHeap(set[slot]);
    removeFromSet(slot);
    return true;
  }

  @Override
  public boolean isEmpty() {
    return size == 0;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public long nextTime() {
    return size == 0 ? Long.MAX_VALUE : times[0];
  }

  @Override
  public Timer<K, N> poll() {
    if (size == 0) {
      return null;
    }
    Entry<K, N> first = heap[0];
    int slot = find(first.time, first.key, first.namespace, first.hash);
    removeFromHeap(first);
    removeFromSet(slot);
    return first;
  }

  @Override
  public void forEach(Consumer<? super Timer<K, N>> action) {
    for (int i = 0; i < size; i++) {
      action.accept(heap[i]);
    }
  }

  /** The timers now, in no particular order. They do not change. */
  Timer<K, N>[] freeze() {
    return Arrays.copyOf(heap, size);
  }

  /** The group that a timer belongs to. */
  int keyGroup(Timer<K, N> timer) {
    return KeyGroups.groupOf(timer.key().hashCode(), maxParallelism);
  }

  private void removeFromHeap(Entry<K, N> entry) {
    int hole = entry.place;
    Entry<K, N> last = heap[--size];
    heap[size] = null;
    if (last != entry) {
      siftDown(last, hole);
      if (last.place == hole) {
        siftUp(last, hole);
      }
    }
  }

  private void siftUp(Entry<K, N> entry, int from) {
    int place = from;
    while (place > 0) {
      int parent = (place - 1) / ARITY;
      if (times[parent] <= entry.time) {
        break;
      }
      put(heap[parent], place);
      place = parent;
    }
    put(entry, place);
  }

  private void siftDown(Entry<K, N> entry, int from) {
    int place = from;
    int child;
    while ((child = ARITY * place + 1) < size) {
      int least = child;
      for (int end = Math.min(child + ARITY, size); ++child < end; ) {
        if (times[child] < times[least]) {
          least = child;
        }
      }
      if (entry.time <= times[least]) {
        break;
      }
      put(heap[least], place);
      place = least;
    }
    put(entry, place);
  }

  private void put(Entry<K, N> entry, int place) {
    heap[place] = entry;
    times[place] = entry.time;
    entry.place = place;
  }

  private int find(long time, K key, N namespace, int hash) {
    int mask = set.length - 1;
    int slot = (hash * SCATTER) >>> shift;
    Entry<K, N> found;
    while ((found = set[slot]) != null) {
      if (found.hash == hash
          && found.time == time
          && key.equals(found.key)
          && Objects.equals(namespace, found.namespace)) {
        return slot;
      }
      slot = (slot + 1) & mask;
    }
    return -1;
  }

  private int freeSlot(int hash) {
    int mask = set.length - 1;
    int slot = (hash * SCATTER) >>> shift;
    while (set[slot] != null) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void removeFromSet(int slot) {
    int mask = set.length - 1;
    int hole = slot;
    int next = (slot + 1) & mask;
    while (set[next] != null) {
      int home = (set[next].hash * SCATTER) >>> shift;
      // an entry may fill the hole unless its home lies behind the hole
      if (((next - home) & mask) >= ((next - hole) & mask)) {
        set[hole] = set[next];
        hole = next;
      }
      next = (next + 1) & mask;
    }
    set[hole] = null;
  }

  private void rehash(int capacity) {
    set = newArray(capacity);
    shift = Integer.numberOfLeadingZeros(capacity) + 1;
    for (int i = 0; i < size; i++) {
      set[freeSlot(heap[i].hash)] = heap[i];
    }
  }

  private static int hash(long time, Object key, Object namespace) {
    int hash = KeyGroups.mix(key.hashCode()) * 31 + Long.hashCode(time);
    return KeyGroups.mix(namespace == null ? hash : hash * 31 + namespace.hashCode());
  }

  @SuppressWarnings("unchecked")
  private static <K, N> Entry<K, N>[] newArray(int capacity) {
    return new Entry[capacity];
  }

  private static final class Entry<K, N> implements Timer<K, N> {
    private final long time;
    private final K key;
    private final N namespace;
    private final int hash;
    private int place;

    Entry(long time, K key, N namespace, int hash) {
      this.time = time;
      this.key = key;
      this.namespace = namespace;
      this.hash = hash;
    }

    @Override
    public long time() {
      return time;
    }

    @Override
    public K key() {
      return key;
    }

    @Override
    public N namespace() {
      return namespace;
    }

    @Override
    public String toString() {
      return "timer at " + time + " of " + key + (namespace == null ? "" : " in " + namespace);
    }
  }
}
