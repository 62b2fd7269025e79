// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.job;

import io.flyshuttle.appmaster.job.Region.State;
import io.flyshuttle.appmaster.schedule.ExecutionGraph;
import io.flyshuttle.appmaster.schedule.ExecutionGraph.Subtask;
import io.flyshuttle.appmaster.schedule.Regions;
import io.flyshuttle.appmaster.schedule.SlotSharing;
import io.flyshuttle.appmaster.schedule.SlotSharing.LogicalSlot;
import io.flyshuttle.appmaster.slot.Slot;
import io.flyshuttle.appmaster.slot.SlotPool;
import io.flyshuttle.appmaster.slot.SlotRequest;
import io.flyshuttle.appmaster.slot.SlotRequest.Wish;
import io.flyshuttle.appmaster.slot.Worker;
import io.flyshuttle.core.checkpoint.TaskCheckpoints;
import io.flyshuttle.core.checkpoint.TaskRestore;
import io.flyshuttle.core.fault.Failure;
import io.flyshuttle.core.graph.InputSplitSpec;
import io.flyshuttle.core.graph.JobGraph;
import io.flyshuttle.core.graph.JobType;
import io.flyshuttle.core.graph.JobVertex;
import io.flyshuttle.protocol.message.JobContext;
import io.flyshuttle.protocol.message.PartitionID;
import io.flyshuttle.protocol.message.TaskDeployment;
import io.flyshuttle.protocol.message.TaskState;
import io.flyshuttle.protocol.message.WorkerMessage;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Brings the regions of one job to workers: asks for slots when a region's blocking inputs are
 * complete, places its tasks, sends them, gives the slots back. Decides nothing about failures.
 */
final class RegionScheduler {
  private static final int PREFERRED_HOSTS = 3;

  /** What the job wants to know. */
  interface Listener {
    /** The region has its slots and could be deployed. */
    void granted(Region region);

    /** The region will not get its slots. */
    void starved(Region region, Failure failure);
  }

  private final ExecutionGraph graph;
  private final Regions regions;
  private final SlotSharing sharing;
  private final StageDecisions adaptive;
  private final Deployment deployment;
  private final TaskBoard board;
  private final SlotPool pool;
  private final Function<Subtask, TaskRestore> restores;
  private final Listener listener;
  private final JobContext context;
  private final List<Region> all = new ArrayList<>();
  private final Map<LogicalSlot, Worker> lastWorker = new HashMap<>();

  /**
   * Makes the scheduler of a job.
   *
   * @param checkpoints what all tasks must know of checkpoints
   * @param restores what a subtask that is deployed restores; null for a fresh start
   */
  RegionScheduler(
      ExecutionGraph graph,
      TaskBoard board,
      SlotPool pool,
      TaskCheckpoints checkpoints,
      Function<Subtask, TaskRestore> restores,
      Listener listener) {
    this.graph = graph;
    this.regions = Regions.of(graph);
    this.sharing = SlotSharing.of(graph);
    this.adaptive = new StageDecisions(graph, board);
    this.deployment = new Deployment(graph, adaptive);
    this.board = board;
    this.pool = pool;
    this.restores = restores;
    this.listener = listener;
    JobGraph job = graph.jobGraph();
    this.context =
        new JobContext(
            job.id(),
            job.name(),
            job.settings().type(),
            job.files(),
            job.executionConfig(),
            checkpoints);
    for (int r = 0; r < regions.count(); r++) {
      all.add(new Region(r));
    }
  }

  Regions regions() {
    return regions;
  }

  JobContext context() {
    return context;
  }

  List<Region> all() {
    return all;
  }

  Region regionOf(int subtask) {
    return all.get(regions.regionOf(subtask));
  }

  /** Asks for the slots of all regions whose blocking inputs are complete. */
  void scheduleReady() {
    boolean again = true;
    while (again) {
      again = false;
      for (Region region : all) {
        if (region.state() == State.WAITING && inputsComplete(region.id())) {
          again |= !start(region);
        }
      }
    }
  }

  /** Asks for slots; false, and the region has finished, if all its subtasks have nothing to do. */
  private boolean start(Region region) {
    List<Subtask> busy = new ArrayList<>();
    for (Subtask subtask : regions.subtasks(region.id())) {
      adaptive.decide(subtask.vertex());
      if (adaptive.isIdle(subtask.vertex(), subtask.index())) {
        board.move(subtask.id(), TaskState.FINISHED);
      } else {
        busy.add(subtask);
      }
    }
    if (busy.isEmpty()) {
      finish(region);
      return false;
    }
    request(region, busy);
    return true;
  }

  /** What was decided at run time about a vertex, and why. */
  JobReport.Adaptation adaptation(int vertex) {
    return adaptive.report(vertex);
  }

  private boolean inputsComplete(int region) {
    return regions.producers(region).stream().allMatch(p -> all.get(p).state() == State.FINISHED);
  }

  private void request(Region region, List<Subtask> busy) {
    Map<LogicalSlot, List<Subtask>> slots = sharing.slotsOf(busy);
    List<Wish> wishes = new ArrayList<>();
    slots.forEach((slot, subtasks) -> wishes.add(wish(slot, subtasks)));
    for (Subtask subtask : busy) {
      board.move(subtask.id(), TaskState.SCHEDULED);
    }
    region.state(State.REQUESTED);
    SlotRequest[] made = new SlotRequest[1];
    made[0] =
        pool.request(
            graph.jobGraph().id(),
            graph.jobGraph().name(),
            graph.jobGraph().settings().type() == JobType.BATCH,
            wishes,
            new SlotRequest.Receiver() {
              @Override
              public void granted(List<Slot> granted) {
                if (region.request() != made[0] || region.state() != State.REQUESTED) {
                  granted.forEach(pool::release);
                  return;
                }
                place(region, slots, granted);
                listener.granted(region);
              }

              @Override
              public void failed(Failure failure) {
                if (region.request() == made[0] && region.state() == State.REQUESTED) {
                  listener.starved(region, failure);
                }
              }
            });
    region.request(made[0]);
  }

  /** Where it ran before, and where its blocking input or its splits lie. */
  private Wish wish(LogicalSlot slot, List<Subtask> subtasks) {
    List<String> workers = new ArrayList<>();
    Worker before = lastWorker.get(slot);
    if (before != null && before.isAlive()) {
      workers.add(before.id());
    }
    Map<String, Long> bytesByHost = new HashMap<>();
    for (Subtask subtask : subtasks) {
      String near = adaptive.place(subtask.vertex(), subtask.index());
      if (!near.isEmpty() && !workers.contains(near)) {
        workers.add(near);
      }
      JobVertex vertex = graph.vertex(subtask.vertex());
      // Splits are dealt on demand; a fair part of them is what a subtask can hope to read locally.
      for (int s = subtask.index(); s < vertex.splits().size(); s += vertex.parallelism()) {
        InputSplitSpec split = vertex.splits().get(s);
        for (String host : split.hosts()) {
          bytesByHost.merge(host, Math.max(1, split.length()), Long::sum);
        }
      }
    }
    List<String> hosts =
        bytesByHost.entrySet().stream()
            .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
            .limit(PREFERRED_HOSTS)
            .map(Map.Entry::getKey)
            .toList();
    return workers.isEmpty() && hosts.isEmpty() ? Wish.ANYWHERE : new Wish(workers, hosts);
  }

  private void place(Region region, Map<LogicalSlot, List<Subtask>> slots, List<Slot> granted) {
    region.state(State.GRANTED);
    region.slots(granted);
    int i = 0;
    for (Map.Entry<LogicalSlot, List<Subtask>> entry : slots.entrySet()) {
      Slot slot = granted.get(i++);
      lastWorker.put(entry.getKey(), slot.worker());
      for (Subtask subtask : entry.getValue()) {
        board.get(subtask.id()).place(slot);
      }
    }
  }

  /** Sends the tasks of a region that has its slots: one message per worker. */
  void deploy(Region region) {
    region.state(State.DEPLOYED);
    Map<Slot, Integer> weights = new HashMap<>();
    List<Subtask> busy =
        regions.subtasks(region.id()).stream()
            .filter(subtask -> !adaptive.isIdle(subtask.vertex(), subtask.index()))
            .toList();
    for (Subtask subtask : busy) {
      weights.merge(
          board.get(subtask.id()).slot(),
          graph.vertex(subtask.vertex()).managedMemoryWeight(),
          Integer::sum);
    }
    Map<Worker, List<TaskDeployment>> byWorker = new LinkedHashMap<>();
    for (Subtask subtask : busy) {
      Slot slot = board.get(subtask.id()).slot();
      board.move(subtask.id(), TaskState.DEPLOYING);
      byWorker
          .computeIfAbsent(slot.worker(), w -> new ArrayList<>())
          .add(deployment.of(subtask, board::get, weights.get(slot), restores.apply(subtask)));
    }
    byWorker.forEach((worker, tasks) -> worker.send(new WorkerMessage.DeployTasks(context, tasks)));
  }

  /** All tasks of the region have finished: its slots, and the results it read, are free. */
  void finish(Region region) {
    region.state(State.FINISHED);
    releaseSlots(region);
    regions.producers(region.id()).stream()
        .mapToObj(all::get)
        .filter(p -> !p.isOutputReleased() && allConsumersFinished(p))
        .forEach(this::releaseOutput);
  }

  private boolean allConsumersFinished(Region producer) {
    return regions.consumers(producer.id()).stream()
        .allMatch(c -> all.get(c).state() == State.FINISHED);
  }

  private void releaseOutput(Region producer) {
    producer.outputReleased(true);
    Map<Worker, List<PartitionID>> byWorker = new LinkedHashMap<>();
    for (Subtask subtask : regions.subtasks(producer.id())) {
      Execution execution = board.get(subtask.id());
      List<PartitionID> partitions = deployment.blockingPartitions(subtask, execution);
      if (!partitions.isEmpty() && execution.worker() != null) {
        byWorker.computeIfAbsent(execution.worker(), w -> new ArrayList<>()).addAll(partitions);
      }
    }
    byWorker.forEach(
        (worker, partitions) -> worker.send(new WorkerMessage.ReleasePartitions(partitions)));
  }

  /** Stops a region; {@link #isStopped} says when it has. */
  void stop(Region region) {
    switch (region.state()) {
      case REQUESTED -> pool.cancel(region.request());
      case WAITING, GRANTED, DEPLOYED, FINISHED, STOPPING -> {}
    }
    region.state(State.STOPPING);
    for (Subtask subtask : regions.subtasks(region.id())) {
      Execution execution = board.get(subtask.id());
      switch (execution.state()) {
        case CREATED, SCHEDULED -> board.move(subtask.id(), TaskState.CANCELED);
        case DEPLOYING, RUNNING -> {
          board.move(subtask.id(), TaskState.CANCELING);
          execution.worker().send(new WorkerMessage.CancelTask(execution.id()));
        }
        case CANCELING, FINISHED, CANCELED, FAILED -> {}
      }
    }
    if (isStopped(region)) {
      releaseSlots(region);
    }
  }

  /** Whether no task of the region is on a worker any more. */
  boolean isStopped(Region region) {
    for (Subtask subtask : regions.subtasks(region.id())) {
      if (board.get(subtask.id()).isOnWorker()) {
        return false;
      }
    }
    return true;
  }

  /** Gives the slots of a region back; nothing happens if it has none. */
  void releaseSlots(Region region) {
    List<Slot> slots = region.slots();
    region.slots(List.of());
    slots.forEach(pool::release);
  }

  /** Makes the next attempts of a stopped region. */
  void renew(Region region) {
    releaseOutputOfOldAttempts(region);
    for (Subtask subtask : regions.subtasks(region.id())) {
      board.renew(subtask.id());
    }
    region.outputReleased(false);
    region.state(State.WAITING);
  }

  private void releaseOutputOfOldAttempts(Region region) {
    if (!region.isOutputReleased() && !regions.consumers(region.id()).isEmpty()) {
      releaseOutputIfPlaced(region);
    }
  }

  private void releaseOutputIfPlaced(Region region) {
    for (Subtask subtask : regions.subtasks(region.id())) {
      Execution execution = board.get(subtask.id());
      if (execution.worker() == null && execution.state() != TaskState.FINISHED) {
        return;
      }
    }
    releaseOutput(region);
  }

  /** Whether the blocking results of a region that had finished cannot be read any more. */
  boolean isOutputLost(int region) {
    Region r = all.get(region);
    if (r.state() != State.FINISHED) {
      return false;
    }
    if (r.isOutputReleased()) {
      return true;
    }
    return regions.subtasks(region).stream()
        .map(s -> board.get(s.id()).worker())
        .anyMatch(worker -> worker != null && !worker.isAlive());
  }

  /**
   * The finished regions that must run again because a region could not read what they made: those
   * whose results are on the same disks as the one that is lost, as more of these may be.
   *
   * @param lost null if it is not known, and any may be lost
   */
  BitSet producersToRepeat(Region consumer, PartitionID lost) {
    int producer = lost == null ? -1 : board.find(lost.producer());
    BitSet repeated = new BitSet();
    if (lost != null
        && (producer < 0 || all.get(regions.regionOf(producer)).state() != State.FINISHED)) {
      // it is made again already, or was being made
      return repeated;
    }
    Worker worker = lost == null ? null : board.get(producer).worker();
    for (Region region : all) {
      if (region.state() == State.FINISHED
          && regions.producers(consumer.id()).get(region.id())
          && (lost == null || leftResultsOn(worker, region))) {
        repeated.set(region.id());
      }
    }
    return repeated;
  }

  private boolean leftResultsOn(Worker worker, Region region) {
    return regions.subtasks(region.id()).stream()
        .anyMatch(subtask -> board.get(subtask.id()).worker() == worker);
  }

  boolean isUntouched(int region) {
    return all.get(region).state() == State.WAITING;
  }

  /** Regions that have finished, whose results lay on the lost worker and are still needed. */
  BitSet regionsWithLostOutput(Worker lost) {
    BitSet result = new BitSet();
    for (Region region : all) {
      if (region.state() == State.FINISHED
          && !region.isOutputReleased()
          && !regions.consumers(region.id()).isEmpty()
          && !allConsumersFinished(region)
          && regions.subtasks(region.id()).stream()
              .anyMatch(s -> board.get(s.id()).worker() == lost)) {
        result.set(region.id());
      }
    }
    return result;
  }
}
