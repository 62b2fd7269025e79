// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.job;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.flyshuttle.core.graph.InputSplitSpec;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SplitAssignerTest {

  private static SplitAssigner assigner(String... hosts) {
    List<InputSplitSpec> splits = new ArrayList<>();
    for (int i = 0; i < hosts.length; i++) {
      splits.add(
          new InputSplitSpec(
              new byte[] {(byte) i}, hosts[i].isEmpty() ? List.of() : List.of(hosts[i]), 10));
    }
    return new SplitAssigner(splits);
  }

  private static int next(SplitAssigner assigner, int subtask, long request, String host) {
    byte[] split = assigner.next(subtask, 0, request, host);
    return split == null ? -1 : split[0];
  }

  @Test
  void shouldGiveLocalSplitsFirstAndLeaveThoseOfOthersForLast() {
    SplitAssigner assigner = assigner("a", "b", "c", "a");
    assertEquals(1, next(assigner, 1, 0, "b"));
    assertEquals(0, next(assigner, 0, 0, "a"));
    assertEquals(2, next(assigner, 1, 1, "b"));
    assertEquals(3, next(assigner, 0, 1, "a"));
    assertEquals(-1, next(assigner, 0, 2, "a"));
    assertEquals(3, assigner.localGiven());
  }

  @Test
  void shouldAnswerARepeatedRequestAsBefore() {
    SplitAssigner assigner = assigner("", "");
    byte[] first = assigner.next(0, 0, 5, "a");
    assertArrayEquals(first, assigner.next(0, 0, 5, "a"));
    assertEquals(1, assigner.left());
  }

  @Test
  void whenASubtaskStartsAnewThenItsSplitsGoBack() {
    SplitAssigner assigner = assigner("a", "a", "b");
    next(assigner, 0, 0, "a");
    next(assigner, 0, 1, "a");
    next(assigner, 1, 0, "b");
    assigner.giveBack(0, -1);
    assertEquals(2, assigner.left());
    List<Integer> again = new ArrayList<>();
    again.add(next(assigner, 1, 1, "b"));
    again.add((int) assigner.next(0, 1, 0, "a")[0]);
    again.sort(null);
    assertEquals(List.of(0, 1), again);
    assertNull(assigner.next(0, 1, 1, "a"));
  }
}
