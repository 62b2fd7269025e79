// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.job;

import io.flyshuttle.appmaster.schedule.ExecutionGraph;
import io.flyshuttle.appmaster.schedule.ExecutionGraph.Subtask;
import io.flyshuttle.appmaster.schedule.ReadPlan.Part;
import io.flyshuttle.appmaster.schedule.Wiring;
import io.flyshuttle.core.checkpoint.TaskRestore;
import io.flyshuttle.core.graph.ExchangeMode;
import io.flyshuttle.core.graph.JobEdge;
import io.flyshuttle.core.graph.JobVertex;
import io.flyshuttle.protocol.message.ChannelSpec;
import io.flyshuttle.protocol.message.InputSpec;
import io.flyshuttle.protocol.message.MasterMessage;
import io.flyshuttle.protocol.message.PartitionID;
import io.flyshuttle.protocol.message.ResultSpec;
import io.flyshuttle.protocol.message.TaskDeployment;
import io.flyshuttle.protocol.message.WorkerInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/** Writes down what a worker must know to run a subtask. */
final class Deployment {
  private final ExecutionGraph graph;
  private final StageDecisions adaptive;
  private final List<JobVertex> withoutSplits = new ArrayList<>();

  Deployment(ExecutionGraph graph, StageDecisions adaptive) {
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
      List<Part> parts = parts(edge, subtask.index());
      inputs.add(
          new InputSpec(
              edge.targetInput(),
              edge.exchange(),
              graph.vertex(edge.sourceVertex()).name(),
              channels(edge, parts, executions),
              bytes(edge, parts, executions)));
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

  /** What a subtask reads of the producers of an edge. */
  private List<Part> parts(JobEdge edge, int consumer) {
    List<Part> decided = adaptive.parts(edge, consumer);
    if (!decided.isEmpty()) {
      return decided;
    }
    Wiring wiring = graph.wiring(edge);
    Wiring.Range producers = wiring.producersOf(consumer);
    List<Part> parts = new ArrayList<>(producers.size());
    for (int p = producers.first(); p < producers.end(); p++) {
      if (!adaptive.isIdle(edge.sourceVertex(), p)) {
        int subpartition = wiring.subpartition(p, consumer);
        parts.add(new Part(p, subpartition, subpartition + 1));
      }
    }
    return parts;
  }

  private List<ChannelSpec> channels(
      JobEdge edge, List<Part> parts, IntFunction<Execution> executions) {
    List<ChannelSpec> channels = new ArrayList<>(parts.size());
    for (Part part : parts) {
      Execution producer = executions.apply(graph.id(edge.sourceVertex(), part.producer()));
      WorkerInfo worker = producer.worker().info();
      channels.add(
          new ChannelSpec(
              new PartitionID(producer.id(), edge.id()),
              part.first(),
              part.end(),
              worker.id(),
              worker.host(),
              worker.dataPort()));
    }
    return channels;
  }

  /** How much that is, if it is complete. */
  private long bytes(JobEdge edge, List<Part> parts, IntFunction<Execution> executions) {
    if (edge.exchange() != ExchangeMode.BLOCKING) {
      return InputSpec.UNKNOWN;
    }
    long bytes = 0;
    for (Part part : parts) {
      Execution producer = executions.apply(graph.id(edge.sourceVertex(), part.producer()));
      Optional<MasterMessage.ResultSize> size = producer.result(edge.id());
      if (size.isEmpty() || size.get().bytes().size() < part.end()) {
        return InputSpec.UNKNOWN;
      }
      for (int s = part.first(); s < part.end(); s++) {
        bytes += size.get().bytes().get(s);
      }
    }
    return bytes;
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
