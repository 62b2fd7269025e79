// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.job;

import io.flyshuttle.appmaster.slot.Worker;
import io.flyshuttle.core.fault.Failure;
import io.flyshuttle.core.fault.FailureClass;
import io.flyshuttle.core.graph.JobGraph;
import io.flyshuttle.core.job.JobStatus;
import io.flyshuttle.protocol.message.JobArchive;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A job's status, failures and times: what has happened to it, and how that is told. Decides
 * nothing. Control thread only.
 */
final class JobHistory {
  private static final Logger LOG = LoggerFactory.getLogger(JobHistory.class);
  private static final int KEPT_FAILURES = 50;

  private final JobGraph graph;
  private final JobServices services;
  private final TaskBoard board;
  private final EventLog events;
  private final Deque<JobEvent.Failed> failures = new ArrayDeque<>();
  private final long startMillis;
  private final long startElapsed;

  private JobStatus status = JobStatus.CREATED;
  private Failure failure;
  private int restarts;
  private long endMillis = -1;
  private long endElapsed;
  private long deployedElapsed = -1;
  private Map<String, List<JobReport.Part>> earlierAccumulators;

  JobHistory(JobGraph graph, JobServices services, TaskBoard board, EventLog events) {
    this.graph = graph;
    this.services = services;
    this.board = board;
    this.events = events;
    this.startMillis = services.control().currentTimeMillis();
    this.startElapsed = services.control().elapsedMillis();
  }

  JobStatus status() {
    return status;
  }

  EventLog events() {
    return events;
  }

  /** Why the job ends; null as long as it need not. */
  Failure failure() {
    return failure;
  }

  void failure(Failure reason) {
    failure = reason;
  }

  /** The newest failures, newest first. */
  List<JobEvent.Failed> failures() {
    return List.copyOf(failures);
  }

  /** Whether the newest failure is the loss of something, which may follow from another. */
  boolean newestIsLoss() {
    return !failures.isEmpty()
        && failures.getFirst().failure().code().failureClass() == FailureClass.LOST_RESOURCE;
  }

  /** The status changes. */
  void become(JobStatus next, String message) {
    JobStatus previous = status;
    status = next;
    LOG.info("Job {} \"{}\": {} -> {} {}", graph.id(), graph.name(), previous, next, message);
    events.add(
        new JobEvent.StatusChanged(
            services.control().currentTimeMillis(), next, previous, message));
  }

  /**
   * Something failed.
   *
   * @param subtask number of the subtask that did; -1 for none
   */
  void remember(Failure reason, int subtask) {
    Worker worker = subtask < 0 ? null : board.get(subtask).worker();
    JobEvent.Failed entry =
        new JobEvent.Failed(
            reason,
            subtask < 0 ? null : board.describe(subtask),
            worker == null ? null : worker.id(),
            worker == null ? null : worker.host());
    LOG.info(
        "Job {}: {}{}: {}",
        graph.id(),
        reason.code(),
        entry.task() == null ? "" : " in " + entry.task(),
        reason.message());
    failures.addFirst(entry);
    if (failures.size() > KEPT_FAILURES) {
      failures.removeLast();
    }
    events.add(entry);
  }

  /** Regions start again; gives the number of such restarts. */
  int restarted() {
    return ++restarts;
  }

  /** Tasks are deployed from now on. */
  void deployed() {
    deployedElapsed = services.control().elapsedMillis();
  }

  /** An earlier ApplicationMaster has seen all tasks finish; this is what they left. */
  void finishedEarlier(JobArchive archive) {
    deployedElapsed = services.control().elapsedMillis() - archive.netRuntimeMillis();
    earlierAccumulators = JobReport.Part.of(archive.accumulators());
  }

  /** The job has ended. */
  void ended() {
    endMillis = services.control().currentTimeMillis();
    endElapsed = services.control().elapsedMillis();
  }

  /** The last event. */
  void tellEnd() {
    events.add(new JobEvent.Ended(line(), netRuntimeMillis(), failure));
  }

  private long netRuntimeMillis() {
    if (deployedElapsed < 0) {
      return 0;
    }
    return untilElapsed() - deployedElapsed;
  }

  private long untilElapsed() {
    return endMillis < 0 ? services.control().elapsedMillis() : endElapsed;
  }

  /** The job in one line. */
  JobReport.Line line() {
    return new JobReport.Line(
        graph.id(),
        graph.name(),
        graph.settings().type(),
        status,
        startMillis,
        endMillis,
        untilElapsed() - startElapsed,
        board.tasks(),
        waitingFor());
  }

  /** For people: why the job does not run; null if nothing hinders it. */
  String waitingFor() {
    if (status.isTerminalState()) {
      return null;
    }
    String slots = services.registry().pool().waitingFor(graph.id());
    boolean held = slots == null && status == JobStatus.CREATED;
    return held ? services.registry().earlier().waitingFor() : slots;
  }

  /** The job with its subtasks. */
  JobReport.Detail detail(
      IntFunction<JobReport.Splits> splits, IntFunction<JobReport.Adaptation> adaptation) {
    return new JobReport.Detail(
        line(), restarts, failure, board.vertices(splits, adaptation), board.bottlenecks());
  }

  /**
   * What the job leaves behind.
   *
   * @param complete whether all tasks have finished; without accumulators if not
   */
  JobReport.Result result(boolean complete) {
    Map<String, List<JobReport.Part>> accumulators = Map.of();
    if (complete) {
      accumulators = earlierAccumulators != null ? earlierAccumulators : board.accumulators();
    }
    return new JobReport.Result(
        graph.id(), graph.name(), status, netRuntimeMillis(), failure, accumulators);
  }
}
