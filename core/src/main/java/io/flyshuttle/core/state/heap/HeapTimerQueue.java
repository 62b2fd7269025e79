// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state.heap;

import io.flyshuttle.core.state.KeyGroups;
import io.flyshuttle.core.state.TimerQueue;
import io.flyshuttle.core.type.TypeSerializer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Timers in one bucket for each time; the buckets in a heap by time, and in a hash set that finds
 * that of a time. Windows have many timers of few times: adding and taking one is then a matter of
 * the bucket alone. Used by the task's thread.
 */
final class HeapTimerQueue<K, N> implements TimerQueue<K, N> {
  private static final int MIN_CAPACITY = 16;
  private static final int ARITY = 4;
  private static final int SCATTER = 0x9E3779B9;

  private final int maxParallelism;
  private final TypeSerializer<K> keySerializer;
  private TypeSerializer<N> namespaceSerializer;
  private TimerBucket[] heap = new TimerBucket[MIN_CAPACITY];
  private long[] times = new long[MIN_CAPACITY];
  private TimerBucket[] set = new TimerBucket[MIN_CAPACITY * 2];
  private int shift = Integer.numberOfLeadingZeros(MIN_CAPACITY * 2) + 1;
  private int buckets;
  private int size;

  /** The bucket that was used last, if it is still there; most timers go where the last one did. */
  private TimerBucket last;

  /** Capacity of the bucket that was emptied last. */
  private int expected;

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
    TimerBucket bucket = bucketToFill(time);
    if (bucket.contains(key, namespace)) {
      return false;
    }
    add(bucket, key, namespace);
    return true;
  }

  @Override
  public void addNew(long time, K key, N namespace) {
    add(bucketToFill(time), key, namespace);
  }

  private void add(TimerBucket bucket, K key, N namespace) {
    K ownKey = keySerializer.isImmutableType() ? key : keySerializer.copy(key);
    N ownNamespace =
        namespace == null || namespaceSerializer.isImmutableType()
            ? namespace
            : namespaceSerializer.copy(namespace);
    bucket.add(ownKey, ownNamespace, expected);
    size++;
  }

  @Override
  public boolean remove(long time, K key, N namespace) {
    TimerBucket bucket = bucket(time);
    if (bucket == null || !bucket.remove(key, namespace)) {
      return false;
    }
    size--;
    dropIfEmpty(bucket);
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
  @SuppressWarnings("unchecked")
  public Timer<K, N> poll() {
    if (size == 0) {
      return null;
    }
    TimerBucket bucket = heap[0];
    Taken taken = bucket.take();
    size--;
    dropIfEmpty(bucket);
    return (Timer<K, N>) (Timer<?, ?>) taken;
  }

  @Override
  @SuppressWarnings("unchecked")
  public void forEach(Consumer<? super Timer<K, N>> action) {
    for (Frozen frozen : freeze()) {
      frozen.forEach(timer -> action.accept((Timer<K, N>) (Timer<?, ?>) timer));
    }
  }

  /** The timers now. They do not change. */
  List<Frozen> freeze() {
    List<Frozen> frozen = new ArrayList<>(buckets);
    for (int i = 0; i < buckets; i++) {
      frozen.add(new Frozen(heap[i].time(), heap[i].freeze()));
    }
    return frozen;
  }

  /** The group that a timer belongs to. */
  int keyGroup(Timer<?, ?> timer) {
    return KeyGroups.groupOf(timer.key().hashCode(), maxParallelism);
  }

  // ------------------------------------------------------------------ buckets

  private TimerBucket bucket(long time) {
    if (last != null && last.time() == time) {
      return last;
    }
    int slot = find(time);
    if (slot < 0) {
      return null;
    }
    last = set[slot];
    return last;
  }

  private TimerBucket bucketToFill(long time) {
    TimerBucket bucket = bucket(time);
    if (bucket != null) {
      return bucket;
    }
    if (buckets == heap.length) {
      heap = Arrays.copyOf(heap, buckets * 2);
      times = Arrays.copyOf(times, buckets * 2);
      rehash(buckets * 4);
    }
    bucket = new TimerBucket(time);
    set[freeSlot(time)] = bucket;
    siftUp(bucket, buckets++);
    last = bucket;
    return bucket;
  }

  private void dropIfEmpty(TimerBucket bucket) {
    if (bucket.size() > 0) {
      return;
    }
    if (bucket == last) {
      last = null;
    }
    expected = bucket.capacity();
    removeFromSet(find(bucket.time()));
    removeFromHeap(bucket);
  }

  private void removeFromHeap(TimerBucket bucket) {
    int hole = bucket.place;
    TimerBucket moved = heap[--buckets];
    heap[buckets] = null;
    if (moved != bucket) {
      siftDown(moved, hole);
      if (moved.place == hole) {
        siftUp(moved, hole);
      }
    }
  }

  private void siftUp(TimerBucket bucket, int from) {
    int place = from;
    while (place > 0) {
      int parent = (place - 1) / ARITY;
      if (times[parent] <= bucket.time()) {
        break;
      }
      put(heap[parent], place);
      place = parent;
    }
    put(bucket, place);
  }

  private void siftDown(TimerBucket bucket, int from) {
    int place = from;
    int child;
    while ((child = ARITY * place + 1) < buckets) {
      int least = child;
      for (int end = Math.min(child + ARITY, buckets); ++child < end; ) {
        if (times[child] < times[least]) {
          least = child;
        }
      }
      if (bucket.time() <= times[least]) {
        break;
      }
      put(heap[least], place);
      place = least;
    }
    put(bucket, place);
  }

  private void put(TimerBucket bucket, int place) {
    heap[place] = bucket;
    times[place] = bucket.time();
    bucket.place = place;
  }

  private int home(long time) {
    return (KeyGroups.mix(Long.hashCode(time)) * SCATTER) >>> shift;
  }

  private int find(long time) {
    int mask = set.length - 1;
    int slot = home(time);
    TimerBucket found;
    while ((found = set[slot]) != null) {
      if (found.time() == time) {
        return slot;
      }
      slot = (slot + 1) & mask;
    }
    return -1;
  }

  private int freeSlot(long time) {
    int mask = set.length - 1;
    int slot = home(time);
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
      int home = home(set[next].time());
      // a bucket may fill the hole unless its home lies behind the hole
      if (((next - home) & mask) >= ((next - hole) & mask)) {
        set[hole] = set[next];
        hole = next;
      }
      next = (next + 1) & mask;
    }
    set[hole] = null;
  }

  private void rehash(int capacity) {
    set = new TimerBucket[capacity];
    shift = Integer.numberOfLeadingZeros(capacity) + 1;
    for (int i = 0; i < buckets; i++) {
      set[freeSlot(heap[i].time())] = heap[i];
    }
  }

  /** The timers of one time: keys and namespaces in turn; a key that is null is no timer. */
  record Frozen(long time, Object[] entries) {

    void forEach(Consumer<Taken> action) {
      for (int at = 0; at < entries.length; at += 2) {
        if (entries[at] != null) {
          action.accept(new Taken(time, entries[at], entries[at + 1]));
        }
      }
    }
  }

  /** A timer as it is handed out. */
  record Taken(long time, Object key, Object namespace) implements Timer<Object, Object> {

    @Override
    public String toString() {
      return "timer at " + time + " of " + key + (namespace == null ? "" : " in " + namespace);
    }
  }
}
