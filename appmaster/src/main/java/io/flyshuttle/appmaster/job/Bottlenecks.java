// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.job;

import io.flyshuttle.appmaster.schedule.ExecutionGraph;
import io.flyshuttle.appmaster.schedule.ExecutionGraph.Subtask;
import io.flyshuttle.appmaster.schedule.Wiring;
import io.flyshuttle.core.graph.DistributionPattern;
import io.flyshuttle.core.graph.ExchangeMode;
import io.flyshuttle.core.graph.JobEdge;
import io.flyshuttle.core.graph.JobVertex;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * Where a job's backpressure starts: at tasks that are busy, wait for nobody, and are waited for.
 * If readers of waiting tasks are not busy, what lies between them is too slow. Takes a time that
 * grows with the number of tasks, not of channels.
 */
final class Bottlenecks {

  private final ExecutionGraph graph;
  private final IntFunction<Execution> executions;
  private final BitSet waiting = new BitSet();
  private final List<JobReport.Bottleneck> found = new ArrayList<>();

  private Bottlenecks(ExecutionGraph graph, IntFunction<Execution> executions) {
    this.graph = graph;
    this.executions = executions;
  }

  /** At most one for each vertex, in the order of the vertices. */
  static List<JobReport.Bottleneck> find(ExecutionGraph graph, IntFunction<Execution> executions) {
    Bottlenecks search = new Bottlenecks(graph, executions);
    search.search();
    return List.copyOf(search.found);
  }

  private void search() {
    for (Subtask subtask : graph.subtasks()) {
      TaskRates rates = rates(subtask.id());
      if (rates != null && rates.isBackpressured()) {
        waiting.set(subtask.id());
      }
    }
    if (waiting.isEmpty()) {
      return;
    }
    for (int v = 0; v < graph.jobGraph().vertices().size(); v++) {
      searchVertex(v);
    }
    if (found.isEmpty()) {
      searchExchange();
    }
  }

  private void searchVertex(int vertex) {
    int worst = -1;
    int others = 0;
    for (int i = 0; i < graph.vertex(vertex).parallelism(); i++) {
      int id = graph.id(vertex, i);
      TaskRates rates = rates(id);
      if (rates == null || !rates.isBusy() || rates.isBackpressured() || !isWaitedFor(vertex, i)) {
        continue;
      }
      if (worst < 0) {
        worst = id;
        continue;
      }
      others++;
      if (rates.busy() > rates(worst).busy()) {
        worst = id;
      }
    }
    if (worst >= 0) {
      int upstream = waitingUpstream(worst);
      add(
          worst,
          upstream,
          "backpressure starts at "
              + place(worst)
              + ": busy "
              + percent(rates(worst).busy())
              + ", "
              + (upstream == 1 ? "1 upstream task waits" : upstream + " upstream tasks wait")
              + " for it"
              + (others == 0
                  ? ""
                  : "; "
                      + others
                      + " more of its "
                      + parallelism(vertex)
                      + " subtasks are like it"));
    }
  }

  /** Somebody waits for readers of whom none is busy: the last such task in the graph is named. */
  private void searchExchange() {
    int last = waiting.length() - 1;
    Subtask writer = graph.subtasks().get(last);
    int busiest = -1;
    for (JobEdge edge : graph.outputs(writer.vertex())) {
      Wiring.Range readers = graph.wiring(edge).consumersOf(writer.index());
      for (int i = readers.first(); i < readers.end(); i++) {
        int id = graph.id(edge.targetVertex(), i);
        if (rates(id) != null && (busiest < 0 || rates(id).busy() > rates(busiest).busy())) {
          busiest = id;
        }
      }
    }
    if (busiest < 0) {
      return;
    }
    add(
        last,
        waitingUpstream(last),
        "backpressure starts behind "
            + place(last)
            + ": it waits for its readers "
            + percent(rates(last).backpressured())
            + " of the time, but the busiest of them, "
            + place(busiest)
            + ", is busy only "
            + percent(rates(busiest).busy())
            + ": look at the network between them, or for one key with most of the records");
  }

  private void add(int subtask, int upstream, String message) {
    Subtask s = graph.subtasks().get(subtask);
    JobVertex vertex = graph.vertex(s.vertex());
    found.add(
        new JobReport.Bottleneck(
            vertex.id().toString(), vertex.name(), s.index(), upstream, message));
  }

  private boolean isWaitedFor(int vertex, int index) {
    for (JobEdge edge : graph.inputs(vertex)) {
      if (edge.exchange() == ExchangeMode.BLOCKING) {
        continue;
      }
      Wiring.Range writers = graph.wiring(edge).producersOf(index);
      int first = graph.id(edge.sourceVertex(), writers.first());
      int next = waiting.nextSetBit(first);
      if (next >= 0 && next < first + writers.size()) {
        return true;
      }
    }
    return false;
  }

  /** How many tasks wait for this one, directly or for others that do. */
  private int waitingUpstream(int subtask) {
    BitSet seen = new BitSet();
    Set<Integer> edgesSeen = new HashSet<>();
    ArrayDeque<Integer> queue = new ArrayDeque<>(List.of(subtask));
    while (!queue.isEmpty()) {
      Subtask reader = graph.subtasks().get(queue.poll());
      for (JobEdge edge : graph.inputs(reader.vertex())) {
        boolean all = edge.pattern() == DistributionPattern.ALL_TO_ALL;
        if (edge.exchange() == ExchangeMode.BLOCKING || all && !edgesSeen.add(edge.id())) {
          continue;
        }
        Wiring.Range writers = graph.wiring(edge).producersOf(reader.index());
        for (int i = writers.first(); i < writers.end(); i++) {
          int id = graph.id(edge.sourceVertex(), i);
          if (waiting.get(id) && !seen.get(id)) {
            seen.set(id);
            queue.add(id);
          }
        }
      }
    }
    seen.clear(subtask);
    return seen.cardinality();
  }

  private TaskRates rates(int subtask) {
    Execution execution = executions.apply(subtask);
    return execution.isOnWorker() ? execution.rates() : null;
  }

  private int parallelism(int vertex) {
    return graph.vertex(vertex).parallelism();
  }

  private String place(int subtask) {
    Subtask s = graph.subtasks().get(subtask);
    Execution execution = executions.apply(subtask);
    return graph.describe(s.vertex(), s.index())
        + (execution.worker() == null
            ? ""
            : " on " + execution.worker().id() + " (" + execution.worker().host() + ")");
  }

  private static String percent(int millisPerSecond) {
    return Math.round(millisPerSecond / 10.0) + " %";
  }
}
