// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.job;

import io.flyshuttle.appmaster.schedule.ExecutionGraph;
import io.flyshuttle.appmaster.schedule.ExecutionGraph.Subtask;
import io.flyshuttle.appmaster.schedule.Wiring;
import io.flyshuttle.core.checkpoint.TaskRestore;
import io.flyshuttle.core.graph.ExchangeMode;
import io.flyshuttle.core.graph.JobEdge;
import io.flyshuttle.core.graph.JobVertex;
import io.flyshuttle.protocol.message.ChannelSpec;
import io.flyshuttle.protocol.message.InputSpec;
import io.flyshuttle.protocol.message.PartitionID;
import io.flyshuttle.protocol.message.ResultSpec;
import io.flyshuttle.protocol.message.TaskDeployment;
import io.flyshuttle.protocol.message.WorkerInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Writes down what a worker must know to run a subtask. */
final class Deployment {
  private final ExecutionGraph graph;
  private final AdaptiveParallelism adaptive;
  private final List<JobVertex> withoutSplits = new ArrayList<>();

  Deployment(ExecutionGraph graph, AdaptiveParallelism adaptive) {
    this.graph = graph;
    this.adaptive = adaptive;
    for (JobVertex v : graph.jobGraph().vertices()) {
      withoutSplits.add(
          new JobVertex(
              v.id(),
              v.name(),
              v.parallelism(),
              v.maxParallelism(),
              v.slotSharingGroup(),
              v.coLocationGroup(),
              v.operators(),
              List.of(),
              v.globalHook(),
              v.managedMemoryWeight(),
              v.bytesPerSubtask(),
              v.bounded()));
    }
  }

  /**
   * The deployment of one subtask.
   *
   * @param executions the current execution of a subtask by its number; those it reads from have
   *     their place
   * @param weights sum of the memory weights of all that run in its slot at the same time
   * @param restore what it restores; null for a fresh start
   */
  TaskDeployment of(
      Subtask subtask, IntFunction<Execution> executions, int weights, TaskRestore restore) {
    Execution execution = executions.apply(subtask.id());
    JobVertex vertex = withoutSplits.get(subtask.vertex());
    long memory =
        vertex.managedMemoryWeight() == 0
            ? 0
            : execution.slot().managedMemoryBytes() * vertex.managedMemoryWeight() / weights;
    List<InputSpec> inputs = new ArrayList<>();
    for (JobEdge edge : graph.inputs(subtask.vertex())) {
      inputs.add(
          new InputSpec(
              edge.targetInput(),
              edge.exchange(),
              graph.vertex(edge.sourceVertex()).name(),
              channels(edge, subtask.index(), executions)));
    }
    List<ResultSpec> results = new ArrayList<>();
    for (JobEdge edge : graph.outputs(subtask.vertex())) {
      results.add(
          new ResultSpec(
              edge.id(),
              edge.sourceOperator(),
              edge.sideOutput(),
              edge.exchange(),
              graph.wiring(edge).consumersOf(subtask.index()).size(),
              graph.vertex(edge.targetVertex()).maxParallelism(),
              edge.selector()));
    }
    return new TaskDeployment(
        execution.id(), vertex, execution.slot().index(), memory, inputs, results, restore);
  }

  private List<ChannelSpec> channels(
      JobEdge edge, int consumer, IntFunction<Execution> executions) {
    Wiring wiring = graph.wiring(edge);
    Wiring.Range producers = wiring.producersOf(consumer);
    List<ChannelSpec> channels = new ArrayList<>(producers.size());
    for (int p = producers.first(); p < producers.end(); p++) {
      if (adaptive.isIdle(edge.sourceVertex(), p)) {
        continue;
      }
      Execution producer = executions.apply(graph.id(edge.sourceVertex(), p));
      WorkerInfo worker = producer.worker().info();
      int offset = wiring.subpartition(p, consumer) - consumer;
      Wiring.Range read = adaptive.subpartitions(edge, consumer);
      for (int s = read.first(); s < read.end(); s++) {
        channels.add(
            new ChannelSpec(
                new PartitionID(producer.id(), edge.id()),
                s + offset,
                worker.id(),
                worker.host(),
                worker.dataPort()));
      }
    }
    return channels;
  }

  /** The blocking partitions that an execution of a subtask leaves on its worker. */
  List<PartitionID> blockingPartitions(Subtask subtask, Execution execution) {
    List<PartitionID> partitions = new ArrayList<>();
    for (JobEdge edge : graph.outputs(subtask.vertex())) {
      if (edge.exchange() == ExchangeMode.BLOCKING) {
        partitions.add(new PartitionID(execution.id(), edge.id()));
      }
    }
    return partitions;
  }
}
