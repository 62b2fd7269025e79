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
   * Cuts into as many ranges as the size asks for.
   *
   * @param bytes size of each subpartition
   * @param bytesPerSubtask what a subtask should read at least
   */
  public static SubpartitionRanges cut(long[] bytes, long bytesPerSubtask) {
    long wanted = (sum(bytes) + bytesPerSubtask - 1) / bytesPerSubtask;
    return cutInto(bytes, (int) Math.max(1, Math.min(bytes.length, wanted)));
  }

  /**
   * Cuts.
   *
   * @param bytes size of each part
   * @param count number of ranges, from 1 to the number of parts
   */
  static SubpartitionRanges cutInto(long[] bytes, int count) {
    long total = sum(bytes);
    List<Wiring.Range> ranges = new ArrayList<>(count);
    int first = 0;
    long taken = 0;
    for (int k = 0; k < count; k++) {
      int left = count - k - 1;
      // the others must get one each
      int latest = bytes.length - left;
      int end = first;
      while (end < latest
          && (end == first || left == 0 || isNearer(taken, bytes[end], total, k + 1, count))) {
        taken += bytes[end++];
      }
      ranges.add(new Wiring.Range(first, end));
      first = end;
    }
    return new SubpartitionRanges(List.copyOf(ranges), total);
  }

  private static long sum(long[] bytes) {
    long total = 0;
    for (long size : bytes) {
      total += size;
    }
    return total;
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
