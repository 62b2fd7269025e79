// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.checkpoint;

import io.flyshuttle.appmaster.schedule.ExecutionGraph;
import io.flyshuttle.appmaster.schedule.ExecutionGraph.Subtask;
import io.flyshuttle.core.checkpoint.CheckpointMetadata.OperatorState;
import io.flyshuttle.core.checkpoint.KeyedStateHandle;
import io.flyshuttle.core.checkpoint.KeyedStatePart;
import io.flyshuttle.core.checkpoint.OperatorRestore;
import io.flyshuttle.core.checkpoint.OperatorSnapshot;
import io.flyshuttle.core.checkpoint.RestorePlan;
import io.flyshuttle.core.checkpoint.StateBlob;
import io.flyshuttle.core.checkpoint.TaskRestore;
import io.flyshuttle.core.graph.JobVertex;
import io.flyshuttle.core.graph.OperatorSpec;
import io.flyshuttle.core.state.KeyGroupRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Deals the state of a checkpoint to the subtasks of a job, whatever their number: handles only,
 * never state itself. A pure function.
 */
public final class StateAssignment {
  private StateAssignment() {}

  /** What one subtask of a job restores. */
  public static TaskRestore of(
      CompletedCheckpoint from, RestorePlan plan, ExecutionGraph graph, Subtask task) {
    JobVertex vertex = graph.vertex(task.vertex());
    int subtask = task.index();
    List<OperatorRestore> operators = new ArrayList<>();
    for (OperatorSpec operator : vertex.operators()) {
      Optional<OperatorState> found = plan.stateOf(operator.id());
      if (found.isEmpty()) {
        continue;
      }
      OperatorState state = found.get();
      operators.add(
          new OperatorRestore(
              operator.id(),
              keyed(state, vertex, subtask),
              operatorStates(state, vertex, subtask),
              keepsItsOwn(state, vertex)));
    }
    return new TaskRestore(
        from.id(),
        from.base(),
        operators,
        InFlightState.unchanged(plan, graph, task),
        InFlightState.changed(plan, graph, task),
        hasEnded(plan, vertex, subtask));
  }

  /** As the head of the chain says: all of a task ends at once. */
  private static boolean hasEnded(RestorePlan plan, JobVertex vertex, int subtask) {
    return plan.stateOf(vertex.operators().get(0).id())
        .map(
            head ->
                head.parallelism() == vertex.parallelism()
                    ? head.ended().contains(subtask)
                    : head.ended().size() == head.parallelism())
        .orElse(false);
  }

  private static List<KeyedStateHandle> keyed(OperatorState state, JobVertex vertex, int subtask) {
    KeyGroupRange wanted = KeyGroupRange.of(subtask, state.maxParallelism(), vertex.parallelism());
    List<KeyedStateHandle> handles = new ArrayList<>();
    for (OperatorSnapshot old : state.subtasks()) {
      if (old == null || old.keyed() == null) {
        continue;
      }
      KeyedStateHandle handle = old.keyed();
      KeyGroupRange common = common(handle.keyGroups(), wanted);
      if (common.size() > 0) {
        List<KeyedStatePart> parts =
            handle.parts().stream()
                .filter(part -> common(part.keyGroups(), wanted).size() > 0)
                .toList();
        handles.add(new KeyedStateHandle(handle.form(), common, handle.header(), parts));
      }
    }
    return handles;
  }

  private static KeyGroupRange common(KeyGroupRange a, KeyGroupRange b) {
    int start = Math.max(a.start(), b.start());
    return new KeyGroupRange(start, Math.max(start, Math.min(a.end(), b.end())));
  }

  private static boolean keepsItsOwn(OperatorState state, JobVertex vertex) {
    return state.parallelism() == vertex.parallelism()
        && state.subtasks().stream().noneMatch(s -> s != null && s.redistributes());
  }

  private static List<StateBlob> operatorStates(
      OperatorState state, JobVertex vertex, int subtask) {
    if (keepsItsOwn(state, vertex)) {
      OperatorSnapshot own = state.subtasks().get(subtask);
      return own == null || own.operatorState() == null ? List.of() : List.of(own.operatorState());
    }
    return state.subtasks().stream()
        .filter(Objects::nonNull)
        .map(OperatorSnapshot::operatorState)
        .filter(Objects::nonNull)
        .toList();
  }
}
