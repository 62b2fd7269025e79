// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state;

/**
 * The unit in which keyed state is split among subtasks. A key belongs to one of {@code
 * maxParallelism} groups for ever; a subtask serves a contiguous range of groups, so changing the
 * parallelism moves whole groups.
 */
public final class KeyGroups {

  /** Lowest maximum parallelism that is chosen when the user sets none. */
  public static final int DEFAULT_MAX_PARALLELISM = 128;

  /** Highest maximum parallelism. */
  public static final int UPPER_BOUND_MAX_PARALLELISM = 1 << 15;

  private KeyGroups() {}

  /** The group of a key with the given hash code. */
  public static int groupOf(int keyHash, int maxParallelism) {
    return groupOfMixed(mix(keyHash), maxParallelism);
  }

  /** The group of a key whose hash code went through {@link #mix}. */
  public static int groupOfMixed(int mixedHash, int maxParallelism) {
    return (mixedHash & Integer.MAX_VALUE) % maxParallelism;
  }

  /** The subtask that serves a group. */
  public static int subtaskOf(int keyGroup, int maxParallelism, int parallelism) {
    return keyGroup * parallelism / maxParallelism;
  }

  /** First group served by a subtask. */
  public static int firstGroupOf(int subtask, int maxParallelism, int parallelism) {
    return (subtask * maxParallelism + parallelism - 1) / parallelism;
  }

  /** The group after the last one served by a subtask. */
  public static int endGroupOf(int subtask, int maxParallelism, int parallelism) {
    return firstGroupOf(subtask + 1, maxParallelism, parallelism);
  }

  /** The maximum parallelism of an operator for which the user sets none. */
  public static int defaultMaxParallelism(int parallelism) {
    int wanted = parallelism + parallelism / 2;
    int rounded = Integer.highestOneBit(Math.max(1, wanted - 1)) << 1;
    return Math.min(Math.max(rounded, DEFAULT_MAX_PARALLELISM), UPPER_BOUND_MAX_PARALLELISM);
  }

  /** Spreads hash codes that differ in few bits: the finalizer of MurmurHash3 (Appleby). */
  public static int mix(int hash) {
    int h = hash;
    h ^= h >>> 16;
    h *= 0x85ebca6b;
    h ^= h >>> 13;
    h *= 0xc2b2ae35;
    h ^= h >>> 16;
    return h;
  }
}
