// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.checkpoint;

import io.flyshuttle.appmaster.schedule.ExecutionGraph;
import io.flyshuttle.appmaster.schedule.Wiring;
import io.flyshuttle.core.checkpoint.ChannelSnapshot;
import io.flyshuttle.core.graph.JobEdge;
import java.util.List;

/**
 * How a task numbers its channels, in inputs of all edges that lead to one input of its head, and
 * in results of one edge each; and how the job graph does, by edge, producer and consumer. Messages
 * among the subtasks of a vertex are not numbered. A pure function.
 *
 * @param vertex the task's
 * @param subtask the task's
 */
record ChannelNumbers(ExecutionGraph graph, int vertex, int subtask) {

  /** A channel of the job graph. */
  record Channel(JobEdge edge, int producer, int consumer) {}

  private static boolean isAmongPeers(JobEdge edge) {
    return edge.sourceVertex() == edge.targetVertex();
  }

  /** Edges that lead out of the task, in the order of its results. */
  private List<JobEdge> results() {
    return graph.outputs(vertex).stream().filter(edge -> !isAmongPeers(edge)).toList();
  }

  /** Number of an edge's first channel in its input. */
  int firstChannel(JobEdge edge) {
    int first = 0;
    for (JobEdge each : graph.inputs(vertex)) {
      if (each.id() == edge.id()) {
        break;
      }
      if (each.targetInput() == edge.targetInput() && !isAmongPeers(each)) {
        first += graph.wiring(each).producersOf(subtask).size();
      }
    }
    return first;
  }

  /** The channel that a part of a task's snapshot is of. */
  Channel of(ChannelSnapshot saved) {
    if (!saved.input()) {
      JobEdge edge = results().get(saved.gate());
      int consumer = graph.wiring(edge).consumersOf(subtask).first() + saved.channel();
      return new Channel(edge, subtask, consumer);
    }
    for (JobEdge edge : graph.inputs(vertex)) {
      if (edge.targetInput() == saved.gate() && !isAmongPeers(edge)) {
        Wiring.Range producers = graph.wiring(edge).producersOf(subtask);
        int index = saved.channel() - firstChannel(edge);
        if (index < producers.size()) {
          return new Channel(edge, producers.first() + index, subtask);
        }
      }
    }
    throw new IllegalArgumentException(
        graph.describe(vertex, subtask)
            + " has no channel "
            + saved.channel()
            + " of input "
            + saved.gate());
  }

  /** Number in its input of the channel of a producer. */
  int inputChannel(JobEdge edge, int producer) {
    return firstChannel(edge) + producer - graph.wiring(edge).producersOf(subtask).first();
  }

  /** Number of an edge's result. */
  int result(JobEdge edge) {
    return results().indexOf(edge);
  }

  /** Number in its result of the channel to a consumer. */
  int resultChannel(JobEdge edge, int consumer) {
    return graph.wiring(edge).subpartition(subtask, consumer);
  }
}
