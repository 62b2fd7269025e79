// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.checkpoint;

import io.flyshuttle.appmaster.schedule.ExecutionGraph;
import io.flyshuttle.appmaster.schedule.ExecutionGraph.Subtask;
import io.flyshuttle.core.checkpoint.ChannelSnapshot;
import io.flyshuttle.core.checkpoint.EdgeInFlight;
import io.flyshuttle.core.checkpoint.EdgeRestore;
import io.flyshuttle.core.checkpoint.RestorePlan;
import io.flyshuttle.core.checkpoint.StateBlob;
import io.flyshuttle.core.checkpoint.TaskSnapshot;
import io.flyshuttle.core.graph.JobEdge;
import io.flyshuttle.core.graph.JobVertex;
import io.flyshuttle.core.graph.OperatorID;
import io.flyshuttle.core.graph.OperatorSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Records in flight: what the tasks at both ends of a channel saved is put together by edge; what
 * was in flight on an edge goes back to the same tasks at both ends or, if their number has
 * changed, to those that read. Pure functions.
 */
final class InFlightState {
  private InFlightState() {}

  private record Ends(OperatorID source, String sideOutput, OperatorID target, int input) {
    static Ends of(ExecutionGraph graph, JobEdge edge) {
      return new Ends(
          sender(graph, edge).id(),
          edge.sideOutput(),
          receiver(graph, edge).id(),
          edge.targetInput());
    }
  }

  private static OperatorSpec sender(ExecutionGraph graph, JobEdge edge) {
    return graph.vertex(edge.sourceVertex()).operators().get(edge.sourceOperator());
  }

  private static OperatorSpec receiver(ExecutionGraph graph, JobEdge edge) {
    return graph.vertex(edge.targetVertex()).operators().get(0);
  }

  // ---- what was saved ----

  /**
   * By edge what all tasks have saved.
   *
   * @param snapshots by number of the subtask; null for one that did not take part
   */
  static List<EdgeInFlight> of(ExecutionGraph graph, TaskSnapshot[] snapshots) {
    Map<Integer, List<EdgeInFlight.Channel>> byEdge = new TreeMap<>();
    for (Subtask subtask : graph.subtasks()) {
      TaskSnapshot snapshot = snapshots[subtask.id()];
      if (snapshot == null) {
        continue;
      }
      ChannelNumbers numbers = new ChannelNumbers(graph, subtask.vertex(), subtask.index());
      for (ChannelSnapshot saved : snapshot.channels()) {
        ChannelNumbers.Channel channel = numbers.of(saved);
        StateBlob blob = saved.blob();
        byEdge
            .computeIfAbsent(channel.edge().id(), id -> new ArrayList<>())
            .add(
                new EdgeInFlight.Channel(
                    channel.producer(),
                    channel.consumer(),
                    saved.input() ? blob : null,
                    saved.input() ? null : blob));
      }
    }
    Map<Ends, Integer> ordinals = new HashMap<>();
    List<EdgeInFlight> result = new ArrayList<>();
    for (JobEdge edge : graph.jobGraph().edges()) {
      Ends ends = Ends.of(graph, edge);
      int ordinal = ordinals.merge(ends, 1, Integer::sum) - 1;
      List<EdgeInFlight.Channel> channels = byEdge.get(edge.id());
      if (channels != null) {
        result.add(edge(graph, edge, ends, ordinal, joined(channels)));
      }
    }
    return result;
  }

  private static EdgeInFlight edge(
      ExecutionGraph graph,
      JobEdge edge,
      Ends ends,
      int ordinal,
      List<EdgeInFlight.Channel> channels) {
    return new EdgeInFlight(
        ends.source,
        ends.sideOutput,
        ends.target,
        ends.input,
        ordinal,
        String.format(
            "from \"%s\" to \"%s\"", sender(graph, edge).name(), receiver(graph, edge).name()),
        graph.vertex(edge.sourceVertex()).parallelism(),
        graph.vertex(edge.targetVertex()).parallelism(),
        channels);
  }

  /** The two halves of each channel as one. */
  private static List<EdgeInFlight.Channel> joined(List<EdgeInFlight.Channel> halves) {
    halves.sort(
        Comparator.comparingInt(EdgeInFlight.Channel::producer)
            .thenComparingInt(EdgeInFlight.Channel::consumer));
    List<EdgeInFlight.Channel> result = new ArrayList<>();
    for (EdgeInFlight.Channel half : halves) {
      EdgeInFlight.Channel last = result.isEmpty() ? null : result.get(result.size() - 1);
      if (last == null
          || last.producer() != half.producer()
          || last.consumer() != half.consumer()) {
        result.add(half);
      } else {
        result.set(
            result.size() - 1,
            new EdgeInFlight.Channel(
                half.producer(),
                half.consumer(),
                half.received() == null ? last.received() : half.received(),
                half.unsent() == null ? last.unsent() : half.unsent()));
      }
    }
    return result;
  }

  // ---- what is restored ----

  private static boolean hasChanged(EdgeInFlight saved, ExecutionGraph graph, JobEdge edge) {
    return saved.producers() != graph.vertex(edge.sourceVertex()).parallelism()
        || saved.consumers() != graph.vertex(edge.targetVertex()).parallelism();
  }

  /** What goes back to where it was. */
  static List<ChannelSnapshot> unchanged(RestorePlan plan, ExecutionGraph graph, Subtask task) {
    ChannelNumbers numbers = new ChannelNumbers(graph, task.vertex(), task.index());
    List<ChannelSnapshot> result = new ArrayList<>();
    for (JobEdge edge : graph.inputs(task.vertex())) {
      for (EdgeInFlight.Channel channel : unchanged(plan, graph, edge)) {
        if (channel.consumer() == task.index() && channel.received() != null) {
          result.add(
              new ChannelSnapshot(
                  true,
                  edge.targetInput(),
                  numbers.inputChannel(edge, channel.producer()),
                  channel.received()));
        }
      }
    }
    for (JobEdge edge : graph.outputs(task.vertex())) {
      for (EdgeInFlight.Channel channel : unchanged(plan, graph, edge)) {
        if (channel.producer() == task.index() && channel.unsent() != null) {
          result.add(
              new ChannelSnapshot(
                  false,
                  numbers.result(edge),
                  numbers.resultChannel(edge, channel.consumer()),
                  channel.unsent()));
        }
      }
    }
    return result;
  }

  private static List<EdgeInFlight.Channel> unchanged(
      RestorePlan plan, ExecutionGraph graph, JobEdge edge) {
    return plan.inFlightOf(edge.id())
        .filter(saved -> !hasChanged(saved, graph, edge))
        .map(EdgeInFlight::channels)
        .orElse(List.of());
  }

  /** What a task has to look through, to take its own. */
  static List<EdgeRestore> changed(RestorePlan plan, ExecutionGraph graph, Subtask task) {
    JobVertex vertex = graph.vertex(task.vertex());
    ChannelNumbers numbers = new ChannelNumbers(graph, task.vertex(), task.index());
    List<EdgeRestore> result = new ArrayList<>();
    for (JobEdge edge : graph.inputs(task.vertex())) {
      plan.inFlightOf(edge.id())
          .filter(saved -> hasChanged(saved, graph, edge))
          .ifPresent(
              saved ->
                  result.add(
                      new EdgeRestore(
                          edge.targetInput(),
                          numbers.firstChannel(edge),
                          edge.selector(),
                          saved.consumers(),
                          vertex.maxParallelism(),
                          saved.channels())));
    }
    return result;
  }
}
