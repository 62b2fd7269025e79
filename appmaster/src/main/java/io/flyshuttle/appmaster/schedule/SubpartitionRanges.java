// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.schedule;

import java.util.ArrayList;
import java.util.List;

/**
 * Which subpartitions each subtask of an adaptive stage reads: contiguous ranges of about equal
 * size, in order. Subtasks beyond the last range have nothing to do. Immutable.
 *
 * @param ranges one for each subtask that runs
 * @param bytes size of all subpartitions together
 */
public record SubpartitionRanges(List<Wiring.Range> ranges, long bytes) {

  /**
   * Cuts.
   *
   * @param bytes size of each subpartition
   * @param bytesPerSubtask what a subtask should read at least
   * @param mostPerSubtask how many subpartitions a subtask may read
   */
  public static SubpartitionRanges cut(long[] bytes, long bytesPerSubtask, int mostPerSubtask) {
    long total = 0;
    for (long size : bytes) {
      total += size;
    }
    int least = (bytes.length + mostPerSubtask - 1) / mostPerSubtask;
    long wanted = Math.max(least, (total + bytesPerSubtask - 1) / bytesPerSubtask);
    int count = (int) Math.max(1, Math.min(bytes.length, wanted));
    List<Wiring.Range> ranges = new ArrayList<>(count);
    int first = 0;
    long taken = 0;
    for (int k = 0; k < count; k++) {
      int left = count - k - 1;
      // the others must get one each, and must be able to take what is left
      int earliest = Math.max(first + 1, bytes.length - left * mostPerSubtask);
      int latest = Math.min(bytes.length - left, first + mostPerSubtask);
      int end = first;
      while (end < latest
          && (end < earliest || left == 0 || isNearer(taken, bytes[end], total, k + 1, count))) {
        taken += bytes[end++];
      }
      ranges.add(new Wiring.Range(first, end));
      first = end;
    }
    return new SubpartitionRanges(List.copyOf(ranges), total);
  }

  /** Whether with one more subpartition the first k ranges come nearer to their fair part. */
  private static boolean isNearer(long taken, long more, long total, int k, int count) {
    double fair = (double) total * k / count;
    return Math.abs(taken + more - fair) <= Math.abs(taken - fair);
  }

  /** How many subtasks run. */
  public int subtasks() {
    return ranges.size();
  }

  /** What a subtask that runs reads. */
  public Wiring.Range of(int subtask) {
    return ranges.get(subtask);
  }
}
