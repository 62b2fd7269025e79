// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class SubpartitionRangesTest {

  private static List<Integer> sizes(SubpartitionRanges ranges) {
    return ranges.ranges().stream().map(Wiring.Range::size).toList();
  }

  @Test
  void whenThereIsLittleThenOneSubtaskReadsAll() {
    SubpartitionRanges ranges = SubpartitionRanges.cut(new long[] {10, 0, 5, 1}, 100);

    assertEquals(List.of(4), sizes(ranges));
    assertEquals(16, ranges.bytes());
    assertEquals(List.of(3), sizes(SubpartitionRanges.cut(new long[3], 100)));
  }

  @Test
  void whenThereIsMuchThenAllSubtasksRun() {
    assertEquals(List.of(1, 1, 1), sizes(SubpartitionRanges.cut(new long[] {99, 99, 99}, 10)));
  }

  @Test
  void shouldGiveSubtasksAboutTheSame() {
    assertEquals(
        List.of(2, 2, 2), sizes(SubpartitionRanges.cut(new long[] {5, 5, 5, 5, 5, 5}, 10)));
    assertEquals(List.of(1, 3), sizes(SubpartitionRanges.cut(new long[] {30, 10, 10, 10}, 30)));
  }

  @Property(tries = 300)
  void shouldReadEverythingOnce(
      @ForAll @Size(min = 1, max = 40) @LongRange(max = 1000) long[] bytes,
      @ForAll @LongRange(min = 1, max = 3000) long bytesPerSubtask) {
    SubpartitionRanges ranges = SubpartitionRanges.cut(bytes, bytesPerSubtask);

    int next = 0;
    for (Wiring.Range range : ranges.ranges()) {
      assertEquals(next, range.first());
      assertTrue(range.size() >= 1, ranges.toString());
      next = range.end();
    }
    assertEquals(bytes.length, next);
    assertEquals(Arrays.stream(bytes).sum(), ranges.bytes());
  }
}
