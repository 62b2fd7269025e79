// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.flyshuttle.core.operator.OperatorFactory;
import io.flyshuttle.core.operator.PullSource;
import io.flyshuttle.core.serialize.basic.LongSerializer;
import io.flyshuttle.core.state.OperatorStateSnapshot;
import io.flyshuttle.operators.harness.OperatorHarness;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Sources that are saved after any number of records and go on in another task. */
final class SourceRestoreTest {

  private static OperatorFactory elements() {
    return SerializedElements.factory(
        LongStream.range(0, 7).boxed().toList(), LongSerializer.INSTANCE);
  }

  private static List<Object> all(OperatorHarness harness) throws Exception {
    PullSource source = (PullSource) harness.operator();
    while (source.pull(2) == PullSource.Status.MORE) {
      // all of it
    }
    return harness.takeRecords();
  }

  private static void shouldGoOnAfterEachRecord(OperatorFactory factory) throws Exception {
    List<Object> expected = all(OperatorHarness.of(factory));
    for (int saved = 0; saved <= expected.size() + 1; saved++) {
      OperatorHarness first = OperatorHarness.of(factory);
      for (int i = 0; i < saved; i++) {
        ((PullSource) first.operator()).pull(1);
      }
      OperatorStateSnapshot state = first.snapshot(1);
      List<Object> emitted = new ArrayList<>(first.takeRecords());
      // what the first task does after the snapshot is lost
      ((PullSource) first.operator()).pull(3);
      emitted.addAll(all(OperatorHarness.setup(factory).restore(state).open()));
      assertEquals(expected, emitted, "saved after " + saved);
    }
  }

  @Test
  void shouldGoOnWithNumbers() throws Exception {
    shouldGoOnAfterEachRecord(SequenceSource.factory(-3, 4));
    shouldGoOnAfterEachRecord(SequenceSource.factory(Long.MAX_VALUE - 2, Long.MAX_VALUE));
  }

  @Test
  void shouldGoOnWithElements() throws Exception {
    shouldGoOnAfterEachRecord(elements());
  }

  @Test
  void whenTheNumberOfSubtasksChangesThenTheyTakeOverWhatOthersHadLeft() throws Exception {
    for (int subtasks = 1; subtasks <= 6; subtasks++) {
      List<OperatorStateSnapshot> parts = new ArrayList<>();
      List<Object> emitted = new ArrayList<>();
      for (int subtask = 0; subtask < 3; subtask++) {
        OperatorHarness harness =
            OperatorHarness.setup(SequenceSource.factory(1, 12)).subtask(subtask, 3).open();
        ((PullSource) harness.operator()).pull(subtask + 1);
        emitted.addAll(harness.takeRecords());
        parts.add(harness.snapshot(1));
      }
      List<OperatorStateSnapshot> dealt = OperatorStateSnapshot.redistribute(parts, subtasks);
      for (int subtask = 0; subtask < subtasks; subtask++) {
        emitted.addAll(
            all(
                OperatorHarness.setup(SequenceSource.factory(1, 12))
                    .subtask(subtask, subtasks)
                    .restore(dealt.get(subtask))
                    .open()));
      }
      assertEquals(
          LongStream.rangeClosed(1, 12).boxed().toList(), emitted.stream().sorted().toList());
    }
  }
}
