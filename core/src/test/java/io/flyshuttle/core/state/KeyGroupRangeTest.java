// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class KeyGroupRangeTest {

  @Property
  void shouldCoverAllGroupsOnce(
      @ForAll @IntRange(min = 1, max = 1000) int parallelism,
      @ForAll @IntRange(min = 1, max = 32768) int maxParallelism) {
    int wanted = Math.min(parallelism, maxParallelism);
    int next = 0;
    for (int subtask = 0; subtask < wanted; subtask++) {
      KeyGroupRange range = KeyGroupRange.of(subtask, maxParallelism, wanted);
      assertEquals(next, range.start());
      assertTrue(range.size() > 0);
      assertEquals(subtask, KeyGroups.subtaskOf(range.start(), maxParallelism, wanted));
      assertEquals(subtask, KeyGroups.subtaskOf(range.end() - 1, maxParallelism, wanted));
      next = range.end();
    }
    assertEquals(maxParallelism, next);
  }

  @Test
  void shouldDeriveTheMaximumParallelism() {
    assertEquals(128, KeyGroups.defaultMaxParallelism(1));
    assertEquals(128, KeyGroups.defaultMaxParallelism(85));
    assertEquals(256, KeyGroups.defaultMaxParallelism(100));
    assertEquals(32768, KeyGroups.defaultMaxParallelism(30_000));
  }
}
