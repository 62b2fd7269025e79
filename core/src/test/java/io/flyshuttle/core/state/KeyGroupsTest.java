// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class KeyGroupsTest {

  @Property(tries = 200)
  void shouldGiveEachGroupToExactlyTheSubtaskWhoseRangeHoldsIt(
      @ForAll @IntRange(min = 1, max = 2000) int maxParallelism,
      @ForAll @IntRange(min = 1, max = 2000) int wanted) {
    int parallelism = Math.min(wanted, maxParallelism);
    int covered = 0;
    for (int subtask = 0; subtask < parallelism; subtask++) {
      int first = KeyGroups.firstGroupOf(subtask, maxParallelism, parallelism);
      int end = KeyGroups.endGroupOf(subtask, maxParallelism, parallelism);
      assertEquals(covered, first);
      for (int group = first; group < end; group++) {
        assertEquals(subtask, KeyGroups.subtaskOf(group, maxParallelism, parallelism));
      }
      covered = end;
    }
    assertEquals(maxParallelism, covered);
  }

  @Property
  void shouldPutEveryHashIntoAGroup(
      @ForAll int hash, @ForAll @IntRange(min = 1, max = 1 << 15) int maxParallelism) {
    int group = KeyGroups.groupOf(hash, maxParallelism);
    assertEquals(group, Math.floorMod(group, maxParallelism));
  }

  @Test
  void shouldChooseADefaultWithRoomToGrow() {
    assertEquals(128, KeyGroups.defaultMaxParallelism(1));
    assertEquals(128, KeyGroups.defaultMaxParallelism(85));
    assertEquals(256, KeyGroups.defaultMaxParallelism(100));
    assertEquals(1 << 15, KeyGroups.defaultMaxParallelism(30_000));
  }
}
