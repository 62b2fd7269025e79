// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state.heap;

import java.util.Arrays;

/**
 * The values of one state in one key group where keys, namespaces and values have a fixed size: a
 * hash table with open addressing and linear probing, in one array of words. An entry is its place
 * word, the words of key and namespace, and the words of its value, side by side: a look-up seldom
 * touches more than one line of the cache, and there are no objects for the garbage collector to
 * look at.
 *
 * <pre>
 *   0        1            1 + identity       stride
 *   +--------+-- ... ------+---- ... ----------+
 *   | place  | key, names- | value             |
 *   |        | pace        |                   |
 *   +--------+-- ... ------+---- ... ----------+
 * </pre>
 *
 * <p>The place word says where the search for the entry begins. Namespaces that are neighbours, as
 * the slices of a window are, begin side by side, so that going through those of one key costs
 * little more than finding one.
 *
 * <p>A snapshot shares the array. The first change afterwards copies it, this group's alone.
 */
final class WordMap {
  private static final int MIN_CAPACITY = 8;
  private static final int SCATTER = 0x9E3779B9;
  private static final int IDENTITY = 1;
  private static final int NEIGHBOUR_BITS = 4;
  private static final long NEIGHBOURS = (1 << NEIGHBOUR_BITS) - 1;

  // no place is 0, which stands for a free slot
  private static final long USED = 1L << 31;
  private static final long HASH_BITS = 0xFFFFFFFFL;
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private final WordForm form;
  private final int identityWords;
  private final int stride;
  private long[] words;
  private int mask;
  private int shift;
  private int size;
  private int growAt;
  private boolean shared;

  WordMap(WordForm form) {
    this.form = form;
    this.identityWords = form.identityWords();
    this.stride = IDENTITY + identityWords + form.values().words();
    allocate(MIN_CAPACITY);
  }

  private void allocate(int capacity) {
    words = new long[Math.multiplyExact(capacity, stride)];
    mask = capacity - 1;
    shift = Integer.numberOfLeadingZeros(capacity) + 1;
    growAt = capacity - capacity / 3;
    shared = false;
  }

  int size() {
    return size;
  }

  int capacity() {
    return mask + 1;
  }

  boolean isUsed(int slot) {
    return words[slot * stride] != 0;
  }

  /**
   * The slot of an entry, {@link GroupMap#ABSENT} if there is none.
   *
   * @param identity words of key and namespace
   * @param place what {@link #place} gives for them
   */
  int find(long[] identity, long place) {
    long[] table = words;
    int slot = home(place);
    long first = identity[0];
    while (true) {
      int at = slot * stride;
      if (table[at] == 0) {
        return GroupMap.ABSENT;
      }
      if (table[at + IDENTITY] == first && hasRest(table, at + IDENTITY, identity)) {
        return slot;
      }
      slot = (slot + 1) & mask;
    }
  }

  private boolean hasRest(long[] table, int at, long[] identity) {
    for (int i = 1; i < identityWords; i++) {
      if (table[at + i] != identity[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * Adds an entry that is not there.
   *
   * @return its slot
   */
  int insert(long[] identity, long place, long[] value) {
    if (size + 1 > growAt) {
      rehash((mask + 1) * 2);
    }
    own();
    int slot = freeSlot(place);
    int at = slot * stride;
    words[at] = place;
    System.arraycopy(identity, 0, words, at + IDENTITY, identityWords);
    System.arraycopy(value, 0, words, at + IDENTITY + identityWords, stride - valueAt());
    size++;
    return slot;
  }

  /** Changes a value. */
  void setValue(int slot, long[] value) {
    own();
    int at = slot * stride + valueAt();
    int count = stride - valueAt();
    for (int i = 0; i < count; i++) {
      words[at + i] = value[i];
    }
  }

  private int valueAt() {
    return IDENTITY + identityWords;
  }

  Object key(int slot) {
    return form.keys().read(words, slot * stride + IDENTITY);
  }

  Object value(int slot) {
    return form.values().read(words, slot * stride + valueAt());
  }

  /** Removes an entry. Entries behind it may move forward. */
  void remove(int slot) {
    own();
    int hole = slot;
    int next = (slot + 1) & mask;
    while (words[next * stride] != 0) {
      int home = home(words[next * stride]);
      // an entry may fill the hole unless its home lies behind the hole
      if (((next - home) & mask) >= ((next - hole) & mask)) {
        System.arraycopy(words, next * stride, words, hole * stride, stride);
        hole = next;
      }
      next = (next + 1) & mask;
    }
    Arrays.fill(words, hole * stride, (hole + 1) * stride, 0);
    size--;
    if (mask >= MIN_CAPACITY && size < (mask + 1) / 8) {
      rehash((mask + 1) / 4);
    }
  }

  /** Gives the array away: from now on it is copied before it is changed. */
  FrozenGroup freeze() {
    shared = true;
    return new Frozen(form, words, stride, size);
  }

  private void own() {
    if (shared) {
      words = words.clone();
      shared = false;
    }
  }

  /** Makes room for so many more entries; see {@link GroupMap#expect}. */
  void expect(int entries) {
    int capacity = GroupMap.capacityFor(size, entries);
    if (capacity > mask + 1) {
      rehash(capacity);
    }
  }

  private void rehash(int wantedCapacity) {
    long[] old = words;
    allocate(Math.max(wantedCapacity, MIN_CAPACITY));
    for (int at = 0; at < old.length; at += stride) {
      if (old[at] != 0) {
        System.arraycopy(old, at, words, freeSlot(old[at]) * stride, stride);
      }
    }
  }

  private int freeSlot(long place) {
    int slot = home(place);
    while (words[slot * stride] != 0) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private int home(long place) {
    return ((((int) place * SCATTER) >>> shift) + (int) (place >>> Integer.SIZE)) & mask;
  }

  /**
   * Where the search for an entry begins, and a word that is never 0.
   *
   * @param keyHash mixed hash code of the key
   * @param identity words of key and namespace
   * @param namespaceAt where those of the namespace begin
   */
  static long place(int keyHash, long[] identity, int namespaceAt) {
    if (namespaceAt == identity.length) {
      return keyHash & HASH_BITS | USED;
    }
    long first = identity[namespaceAt];
    long spread = (first >> NEIGHBOUR_BITS) * SPREAD;
    for (int i = namespaceAt + 1; i < identity.length; i++) {
      spread = (spread ^ identity[i]) * SPREAD;
    }
    int hash = keyHash * 31 + (int) (spread >>> Integer.SIZE);
    return hash & HASH_BITS | USED | (first & NEIGHBOURS) << Integer.SIZE;
  }

  private record Frozen(WordForm form, long[] words, int stride, int size) implements FrozenGroup {

    @Override
    public int capacity() {
      return words.length / stride;
    }

    @Override
    public boolean isUsed(int slot) {
      return words[slot * stride] != 0;
    }

    @Override
    public Object key(int slot) {
      return form.keys().read(words, slot * stride + IDENTITY);
    }

    @Override
    public Object namespace(int slot) {
      return form.namespaces() == null
          ? null
          : form.namespaces().read(words, slot * stride + IDENTITY + form.keys().words());
    }

    @Override
    public Object value(int slot) {
      return form.values().read(words, slot * stride + IDENTITY + form.identityWords());
    }
  }
}
