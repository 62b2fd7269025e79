// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream.operator;

import io.flyshuttle.core.job.TaskInfo;
import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.serialize.array.BytePrimitiveArraySerializer;
import io.flyshuttle.core.state.KeyGroupRange;
import io.flyshuttle.core.state.ListState;
import io.flyshuttle.core.state.ListStateDescriptor;
import io.flyshuttle.core.state.OperatorStateStore;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Bytes that an operator writes itself, kept as operator state. That of key groups goes to all
 * subtasks when it is restored, each of which takes its own groups.
 */
final class RawState {
  private static final ListStateDescriptor<byte[]> UNKEYED =
      new ListStateDescriptor<>("raw-operator-state", BytePrimitiveArraySerializer.INSTANCE);
  private static final ListStateDescriptor<byte[]> KEYED =
      new ListStateDescriptor<>("raw-keyed-state", BytePrimitiveArraySerializer.INSTANCE);

  private final OperatorContext context;
  private final KeyGroupRange range;

  RawState(OperatorContext context) {
    this.context = context;
    TaskInfo task = context.runtimeContext().getTaskInfo();
    this.range =
        KeyGroupRange.of(
            task.getIndexOfThisSubtask(),
            task.getMaxNumberOfParallelSubtasks(),
            task.getNumberOfParallelSubtasks());
  }

  KeyGroupRange range() {
    return range;
  }

  private boolean hasBeenWritten(String name) {
    return context.operatorState().getRegisteredStateNames().contains(name)
        || context.restoredCheckpoint().isPresent();
  }

  List<StatePartitionStreamProvider> restoredParts() throws Exception {
    List<StatePartitionStreamProvider> parts = new ArrayList<>();
    if (hasBeenWritten(UNKEYED.getName())) {
      for (byte[] part : context.operatorState().getListState(UNKEYED).get()) {
        parts.add(new StatePartitionStreamProvider(part));
      }
    }
    return parts;
  }

  List<KeyGroupStatePartitionStreamProvider> restoredGroups() throws Exception {
    List<KeyGroupStatePartitionStreamProvider> groups = new ArrayList<>();
    if (hasBeenWritten(KEYED.getName())) {
      for (byte[] group : context.operatorState().getUnionListState(KEYED).get()) {
        int keyGroup = ByteBuffer.wrap(group).getInt();
        if (range.contains(keyGroup)) {
          groups.add(
              new KeyGroupStatePartitionStreamProvider(
                  Arrays.copyOfRange(group, Integer.BYTES, group.length), keyGroup));
        }
      }
    }
    return groups;
  }

  /**
   * Puts into state what was written.
   *
   * @param unkeyed null if nothing was
   * @param keyed null if nothing was
   */
  void update(OperatorStateCheckpointOutputStream unkeyed, KeyedStateCheckpointOutputStream keyed)
      throws Exception {
    OperatorStateStore store = context.operatorState();
    boolean unkeyedExists = store.getRegisteredStateNames().contains(UNKEYED.getName());
    if (unkeyed != null || unkeyedExists) {
      ListState<byte[]> state = store.getListState(UNKEYED);
      state.update(unkeyed == null ? List.of() : unkeyed.toList());
    }
    boolean keyedExists = store.getRegisteredStateNames().contains(KEYED.getName());
    if (keyed != null || keyedExists) {
      ListState<byte[]> state = store.getUnionListState(KEYED);
      state.update(keyed == null ? List.of() : keyed.toList());
    }
  }
}
