// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state;

/**
 * The key groups that one subtask serves.
 *
 * @param start the first group
 * @param end the group after the last one
 */
public record KeyGroupRange(int start, int end) {

  /** Checks that the range is not negative; it may be empty. */
  public KeyGroupRange {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("not a range of key groups: " + start + " to " + end);
    }
  }

  /** The groups of a subtask; the ranges of all subtasks cover all groups once. */
  public static KeyGroupRange of(int subtask, int maxParallelism, int parallelism) {
    return new KeyGroupRange(
        KeyGroups.firstGroupOf(subtask, maxParallelism, parallelism),
        KeyGroups.endGroupOf(subtask, maxParallelism, parallelism));
  }

  public int size() {
    return end - start;
  }

  public boolean contains(int keyGroup) {
    return keyGroup >= start && keyGroup < end;
  }
}
