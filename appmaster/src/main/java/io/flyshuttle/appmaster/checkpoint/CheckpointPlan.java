// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.checkpoint;

import io.flyshuttle.appmaster.schedule.ExecutionGraph;
import io.flyshuttle.appmaster.schedule.ExecutionGraph.Subtask;
import io.flyshuttle.appmaster.schedule.Wiring;
import io.flyshuttle.core.graph.JobEdge;
import java.util.BitSet;
import java.util.function.IntPredicate;

/** Who must be triggered because no barrier will reach him. A pure function. */
final class CheckpointPlan {
  private CheckpointPlan() {}

  /**
   * Sources, and tasks none of whose predecessors sends barriers any more.
   *
   * @param runs whether a subtask takes part
   * @param sendsBarriers whether a subtask that takes part still has to end its outputs
   */
  static BitSet toTrigger(ExecutionGraph graph, IntPredicate runs, IntPredicate sendsBarriers) {
    BitSet result = new BitSet();
    for (Subtask subtask : graph.subtasks()) {
      if (runs.test(subtask.id()) && !isReached(graph, subtask, sendsBarriers)) {
        result.set(subtask.id());
      }
    }
    return result;
  }

  private static boolean isReached(
      ExecutionGraph graph, Subtask subtask, IntPredicate sendsBarriers) {
    for (JobEdge edge : graph.inputs(subtask.vertex())) {
      if (edge.sourceVertex() == edge.targetVertex()) {
        continue; // messages among subtasks carry no barriers
      }
      Wiring.Range producers = graph.wiring(edge).producersOf(subtask.index());
      for (int p = producers.first(); p < producers.end(); p++) {
        if (sendsBarriers.test(graph.id(edge.sourceVertex(), p))) {
          return true;
        }
      }
    }
    return false;
  }
}
