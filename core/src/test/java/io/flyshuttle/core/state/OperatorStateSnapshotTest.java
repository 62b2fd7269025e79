// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.memory.DataInputDeserializer;
import io.flyshuttle.core.memory.DataOutputSerializer;
import io.flyshuttle.core.serialize.basic.IntSerializer;
import io.flyshuttle.core.serialize.basic.StringSerializer;
import io.flyshuttle.core.state.heap.HeapOperatorStateStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class OperatorStateSnapshotTest {
  private static final ListStateDescriptor<Integer> OFFSETS =
      new ListStateDescriptor<>("offsets", IntSerializer.INSTANCE);
  private static final ListStateDescriptor<Integer> ALL =
      new ListStateDescriptor<>("all", IntSerializer.INSTANCE);
  private static final MapStateDescriptor<String, Integer> RULES =
      new MapStateDescriptor<>("rules", StringSerializer.INSTANCE, IntSerializer.INSTANCE);

  private static HeapOperatorStateStore store() {
    return new HeapOperatorStateStore(
        new ExecutionConfig(), OperatorStateSnapshotTest.class.getClassLoader());
  }

  private static List<OperatorStateSnapshot> snapshots(int subtasks) throws Exception {
    List<OperatorStateSnapshot> parts = new ArrayList<>();
    for (int subtask = 0; subtask < subtasks; subtask++) {
      HeapOperatorStateStore store = store();
      store.getListState(OFFSETS).addAll(List.of(subtask * 10, subtask * 10 + 1));
      store.getUnionListState(ALL).add(subtask);
      BroadcastState<String, Integer> rules = store.getBroadcastState(RULES);
      rules.put("rule", 7);
      rules.put("none", null);
      DataOutputSerializer out = new DataOutputSerializer(64);
      store.snapshot().write(out);
      parts.add(OperatorStateSnapshot.read(new DataInputDeserializer(out.getCopyOfBuffer())));
    }
    return parts;
  }

  private static List<Integer> listOf(Iterable<Integer> values) {
    List<Integer> list = new ArrayList<>();
    values.forEach(list::add);
    return list;
  }

  @Test
  void shouldGiveEachSubtaskBackItsOwnAtTheSameParallelism() throws Exception {
    List<OperatorStateSnapshot> dealt = OperatorStateSnapshot.redistribute(snapshots(3), 3);
    for (int subtask = 0; subtask < 3; subtask++) {
      HeapOperatorStateStore store = store();
      store.restore(dealt.get(subtask));
      assertEquals(
          List.of(subtask * 10, subtask * 10 + 1), listOf(store.getListState(OFFSETS).get()));
      assertEquals(List.of(0, 1, 2), listOf(store.getUnionListState(ALL).get()));
      assertEquals(7, store.getBroadcastState(RULES).get("rule"));
    }
  }

  @Test
  void shouldDealOutListsAtAnotherParallelism() throws Exception {
    for (int parallelism : new int[] {1, 2, 4, 9}) {
      List<OperatorStateSnapshot> dealt =
          OperatorStateSnapshot.redistribute(snapshots(3), parallelism);
      assertEquals(parallelism, dealt.size());
      List<Integer> together = new ArrayList<>();
      for (OperatorStateSnapshot part : dealt) {
        HeapOperatorStateStore store = store();
        store.restore(part);
        assertEquals(Set.of("offsets", "all"), store.getRegisteredStateNames());
        assertEquals(Set.of("rules"), store.getRegisteredBroadcastStateNames());
        together.addAll(listOf(store.getListState(OFFSETS).get()));
        assertEquals(List.of(0, 1, 2), listOf(store.getUnionListState(ALL).get()));
        BroadcastState<String, Integer> rules = store.getBroadcastState(RULES);
        assertEquals(7, rules.get("rule"));
        assertEquals(true, rules.contains("none"));
      }
      assertEquals(List.of(0, 1, 10, 11, 20, 21), together);
    }
  }

  @Test
  void shouldKeepRestoredStateThatIsNotAskedFor() throws Exception {
    HeapOperatorStateStore store = store();
    store.restore(snapshots(1).get(0));
    HeapOperatorStateStore next = store();
    next.restore(store.snapshot());
    assertEquals(List.of(0, 1), listOf(next.getListState(OFFSETS).get()));
  }

  @Test
  void shouldSayWhichStateCannotBeRead() throws Exception {
    HeapOperatorStateStore store = store();
    store.restore(snapshots(1).get(0));
    FlyshuttleException e =
        assertThrows(
            FlyshuttleException.class,
            () ->
                store.getListState(
                    new ListStateDescriptor<>("offsets", StringSerializer.INSTANCE)));
    assertEquals(ErrorCode.STATE_NOT_RESTORABLE, e.code());
    assertThrows(
        FlyshuttleException.class,
        () -> store.getListState(new ListStateDescriptor<>("rules", IntSerializer.INSTANCE)));
  }
}
