// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state.heap;

import java.util.Arrays;

/**
 * The values of one state in one key group: a hash table with open addressing and linear probing.
 * Key, namespace and value of an entry lie side by side in one array; a second one has the hash
 * codes, so that a probe seldom touches a key that is not the right one.
 *
 * <p>A snapshot shares the arrays. The first change afterwards copies them, this group's alone.
 */
final class GroupMap {
  /** What {@link #find} gives for an entry that is not there. */
  static final int ABSENT = -1;

  private static final int MIN_CAPACITY = 8;

  // what a damaged number of entries can make a map allocate
  private static final int MOST_EXPECTED = 1 << 24;

  // entries are found by the high bits of a product: the low bits of the hash code are nearly the
  // same for all keys of a group
  private static final int SCATTER = 0x9E3779B9;

  private final int stride;
  private final boolean versioned;
  private int[] hashes;
  private Object[] entries;
  private int[] versions;
  private int shift;
  private int size;
  private int growAt;
  private boolean shared;
  private long lastStamp = -1;
  private Object lastNamespace;
  private int lastSlot;

  /**
   * @param namespaced whether entries have a namespace
   * @param versioned whether the version of each value is kept
   */
  GroupMap(boolean namespaced, boolean versioned) {
    this.stride = namespaced ? 3 : 2;
    this.versioned = versioned;
    allocate(MIN_CAPACITY);
  }

  private void allocate(int capacity) {
    hashes = new int[capacity];
    entries = new Object[capacity * stride];
    versions = versioned ? new int[capacity] : null;
    shift = Integer.numberOfLeadingZeros(capacity) + 1;
    growAt = capacity - capacity / 3;
    shared = false;
    lastStamp = -1;
  }

  int size() {
    return size;
  }

  int capacity() {
    return hashes.length;
  }

  /**
   * The slot of an entry without namespace, {@link #ABSENT} if there is none.
   *
   * @param hash the key's mixed hash code
   * @param stamp number of the setting of the current key; lets a second look-up of it be free
   */
  int find(Object key, int hash, long stamp) {
    if (stamp == lastStamp) {
      return lastSlot;
    }
    int marked = marked(hash);
    int mask = hashes.length - 1;
    int slot = (marked * SCATTER) >>> shift;
    int found;
    while ((found = hashes[slot]) != 0) {
      if (found == marked && isSame(key, entries[slot * 2])) {
        lastStamp = stamp;
        lastSlot = slot;
        return slot;
      }
      slot = (slot + 1) & mask;
    }
    return ABSENT;
  }

  /**
   * The slot of an entry with namespace, {@link #ABSENT} if there is none.
   *
   * @param stamp number of the setting of the current key; lets another look-up of it with the same
   *     namespace be free
   */
  int find(Object key, Object namespace, int hash, long stamp) {
    if (stamp == lastStamp && namespace == lastNamespace) {
      return lastSlot;
    }
    lastStamp = stamp;
    lastNamespace = namespace;
    lastSlot = search(key, namespace, hash);
    return lastSlot;
  }

  /** As {@link #find(Object, Object, int, long)}, of what will not be looked for at once again. */
  int search(Object key, Object namespace, int hash) {
    int marked = marked(hash);
    int mask = hashes.length - 1;
    int slot = (marked * SCATTER) >>> shift;
    int found;
    while ((found = hashes[slot]) != 0) {
      if (found == marked
          && isSame(key, entries[slot * 3])
          && isSame(namespace, entries[slot * 3 + 1])) {
        return slot;
      }
      slot = (slot + 1) & mask;
    }
    return ABSENT;
  }

  /** Adds an entry that is not there. */
  void insert(Object key, Object namespace, int hash, Object value, int version) {
    if (size + 1 > growAt) {
      rehash(hashes.length * 2);
    }
    own();
    int marked = marked(hash);
    int slot = freeSlot(marked);
    hashes[slot] = marked;
    int at = slot * stride;
    entries[at] = key;
    if (stride == 3) {
      entries[at + 1] = namespace;
    }
    entries[at + stride - 1] = value;
    if (versioned) {
      versions[slot] = version;
    }
    lastStamp = -1;
    size++;
  }

  Object key(int slot) {
    return entries[slot * stride];
  }

  Object namespace(int slot) {
    return stride == 3 ? entries[slot * 3 + 1] : null;
  }

  Object value(int slot) {
    return entries[slot * stride + stride - 1];
  }

  /** The version at which the value was set; the lowest for maps that do not keep it. */
  int version(int slot) {
    return versions == null ? Integer.MIN_VALUE : versions[slot];
  }

  boolean isUsed(int slot) {
    return hashes[slot] != 0;
  }

  void setValue(int slot, Object value, int version) {
    own();
    entries[slot * stride + stride - 1] = value;
    if (versioned) {
      versions[slot] = version;
    }
  }

  /** Removes an entry. Entries behind it may move forward. */
  void remove(int slot) {
    own();
    lastStamp = -1;
    int mask = hashes.length - 1;
    int hole = slot;
    int next = (slot + 1) & mask;
    while (hashes[next] != 0) {
      int home = (hashes[next] * SCATTER) >>> shift;
      // an entry may fill the hole unless its home lies behind the hole
      if (((next - home) & mask) >= ((next - hole) & mask)) {
        move(next, hole);
        hole = next;
      }
      next = (next + 1) & mask;
    }
    hashes[hole] = 0;
    Arrays.fill(entries, hole * stride, (hole + 1) * stride, null);
    size--;
    if (hashes.length > MIN_CAPACITY && size < hashes.length / 8) {
      rehash(hashes.length / 4);
    }
  }

  /** Gives the arrays away: from now on they are copied before they are changed. */
  FrozenGroup freeze() {
    shared = true;
    return new Frozen(hashes, entries, stride, size);
  }

  private void own() {
    if (shared) {
      hashes = hashes.clone();
      entries = entries.clone();
      if (versioned) {
        versions = versions.clone();
      }
      shared = false;
    }
  }

  private void move(int from, int to) {
    hashes[to] = hashes[from];
    System.arraycopy(entries, from * stride, entries, to * stride, stride);
    if (versioned) {
      versions[to] = versions[from];
    }
  }

  /**
   * Makes room for so many more entries, before they come in the order of another map's slots. That
   * order is the order of their places here; a map that is too small and grows meanwhile would have
   * all of them in its first slots, in one chain.
   */
  void expect(int entries) {
    int capacity = capacityFor(size, entries);
    if (capacity > hashes.length) {
      rehash(capacity);
    }
  }

  /** The capacity at which a map with {@code size} entries takes {@code more} without growing. */
  static int capacityFor(int size, int more) {
    long entries = Math.min((long) size + more, MOST_EXPECTED);
    int capacity = MIN_CAPACITY;
    while (capacity - capacity / 3 < entries) {
      capacity *= 2;
    }
    return capacity;
  }

  private void rehash(int wantedCapacity) {
    int[] oldHashes = hashes;
    Object[] oldEntries = entries;
    int[] oldVersions = versions;
    allocate(Math.max(wantedCapacity, MIN_CAPACITY));
    for (int i = 0; i < oldHashes.length; i++) {
      if (oldHashes[i] != 0) {
        int slot = freeSlot(oldHashes[i]);
        hashes[slot] = oldHashes[i];
        System.arraycopy(oldEntries, i * stride, entries, slot * stride, stride);
        if (versioned) {
          versions[slot] = oldVersions[i];
        }
      }
    }
  }

  private int freeSlot(int marked) {
    int mask = hashes.length - 1;
    int slot = (marked * SCATTER) >>> shift;
    while (hashes[slot] != 0) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private static boolean isSame(Object wanted, Object stored) {
    return wanted == stored || wanted.equals(stored);
  }

  /** A hash code that is never 0, which stands for a free slot. */
  private static int marked(int hash) {
    return hash | 1 << 31;
  }

  /**
   * The entries at one moment.
   *
   * @param hashes 0 for a free slot
   * @param entries key, perhaps namespace, value
   * @param stride 3 if there are namespaces, else 2
   * @param size number of entries
   */
  private record Frozen(int[] hashes, Object[] entries, int stride, int size)
      implements FrozenGroup {

    @Override
    public int capacity() {
      return hashes.length;
    }

    @Override
    public boolean isUsed(int slot) {
      return hashes[slot] != 0;
    }

    @Override
    public Object key(int slot) {
      return entries[slot * stride];
    }

    @Override
    public Object namespace(int slot) {
      return stride == 3 ? entries[slot * stride + 1] : null;
    }

    @Override
    public Object value(int slot) {
      return entries[slot * stride + stride - 1];
    }
  }
}
