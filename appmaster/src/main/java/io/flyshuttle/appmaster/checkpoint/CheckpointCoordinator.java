// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.checkpoint;

import io.flyshuttle.appmaster.checkpoint.CheckpointReport.Status;
import io.flyshuttle.appmaster.control.ControlThread;
import io.flyshuttle.appmaster.control.ControlThread.Alarm;
import io.flyshuttle.appmaster.schedule.ExecutionGraph;
import io.flyshuttle.appmaster.slot.Worker;
import io.flyshuttle.core.checkpoint.Barrier;
import io.flyshuttle.core.checkpoint.CheckpointKind;
import io.flyshuttle.core.checkpoint.file.CheckpointLayout;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.Failure;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.graph.CheckpointSettings;
import io.flyshuttle.core.graph.JobType;
import io.flyshuttle.core.job.JobID;
import io.flyshuttle.core.job.JobStatus;
import io.flyshuttle.protocol.message.AttemptID;
import io.flyshuttle.protocol.message.CheckpointProgress;
import io.flyshuttle.protocol.message.MasterMessage.CheckpointAcknowledged;
import io.flyshuttle.protocol.message.MasterMessage.CheckpointDeclined;
import io.flyshuttle.protocol.message.MasterMessage.FinalCheckpointAwaited;
import io.flyshuttle.protocol.message.TaskState;
import io.flyshuttle.protocol.message.WorkerMessage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The checkpoints of one job: triggers them when all its tasks run, collects the parts, publishes,
 * tells the tasks, and keeps the newest. Control thread only; files are worked on elsewhere and the
 * outcome comes back to the control thread.
 *
 * <pre>
 * triggered ─ all acknowledged ─▶ publishing ─▶ completed ─▶ retained ─▶ deleted, when enough newer ones are there
 *     └── declined, timed out, tasks lost ──────▶ failed: files deleted
 * </pre>
 */
public final class CheckpointCoordinator {
  private static final Logger LOG = LoggerFactory.getLogger(CheckpointCoordinator.class);

  /** Pause before the last checkpoint of a job is tried again. */
  private static final long FINAL_RETRY_MILLIS = 500;

  private final ControlThread control;
  private final ExecutionGraph graph;
  private final CheckpointTasks tasks;
  private final CheckpointStorage storage;
  private final CheckpointSettings settings;
  private final String base;
  private final RetainedCheckpoints retained;
  private final CheckpointHistory history = new CheckpointHistory();
  private final TreeMap<Long, PendingCheckpoint> pending = new TreeMap<>();
  private final Deque<SavepointRequest> requests = new ArrayDeque<>();
  private final Set<AttemptID> awaitFinal = new HashSet<>();
  private final Set<Long> givenUp = new HashSet<>();

  /** Files to delete, in order, once all checkpoints up to an id are decided. */
  private final Map<String, Long> toDelete = new LinkedHashMap<>();

  private SavepointRequest stopping;
  private long nextId;
  private boolean active;
  private boolean over;
  private boolean baseDeleted;
  private long lastStart;
  private long lastEnd = Long.MIN_VALUE / 2;
  private int failuresInRow;
  private Alarm alarm = () -> {};

  /**
   * Makes the coordinator of a job that does not run yet.
   *
   * @param plan the job's settings, resolved, and what was there before
   */
  public CheckpointCoordinator(
      ControlThread control,
      ExecutionGraph graph,
      CheckpointTasks tasks,
      CheckpointStorage storage,
      JobCheckpointing plan) {
    this.control = control;
    this.graph = graph;
    this.tasks = tasks;
    this.storage = storage;
    this.settings = plan.settings();
    this.base = plan.base();
    this.retained = new RetainedCheckpoints(base, settings.retained());
    for (CompletedCheckpoint found : plan.recovered()) {
      if (found.metadata().kind().isSavepoint()) {
        retained.stoppingWith(found);
        continue;
      }
      List<String> unneeded = retained.add(found);
      if (!unneeded.isEmpty()) {
        storage.delete(unneeded);
      }
    }
    if (plan.startFrom() != null) {
      retained.startFrom(plan.startFrom(), plan.claim());
    }
    long first = plan.highestId();
    CompletedCheckpoint latest = retained.latest();
    this.nextId = Math.max(first, latest == null ? 0 : latest.id()) + 1;
  }

  private JobID job() {
    return graph.jobGraph().id();
  }

  /** The state of a task has changed. */
  public void onTaskState(int subtask, TaskState state) {
    if (over) {
      return;
    }
    if (state == TaskState.FINISHED) {
      onTaskFinished(subtask);
    }
    if (!active && state.ordinal() >= TaskState.RUNNING.ordinal() && allRun()) {
      active = true;
      lastStart = control.elapsedMillis();
    }
    if (active) {
      triggerIfDue();
    }
  }

  private boolean allRun() {
    boolean any = false;
    for (int i = 0; i < graph.subtasks().size(); i++) {
      TaskState state = tasks.state(i);
      if (state != TaskState.RUNNING && state != TaskState.FINISHED) {
        return false;
      }
      if (state == TaskState.RUNNING && readsToItsEnd(i)) {
        return false;
      }
      any |= state == TaskState.RUNNING;
    }
    return any;
  }

  /** Whether a task has state that no checkpoint holds. */
  private boolean readsToItsEnd(int subtask) {
    return graph.vertex(graph.subtasks().get(subtask).vertex()).bounded()
        && !awaitFinal.contains(tasks.attempt(subtask));
  }

  /** What a task without barriers of its own still owes is settled by its end. */
  private void onTaskFinished(int subtask) {
    awaitFinal.remove(tasks.attempt(subtask));
    for (PendingCheckpoint checkpoint : List.copyOf(pending.values())) {
      if (checkpoint.isMissing(subtask)) {
        checkpoint.ended(subtask, workerId(subtask));
        publishIfComplete(checkpoint);
      }
      if (!checkpoint.isComplete()) {
        sendTriggers(checkpoint, false);
      }
    }
  }

  private String workerId(int subtask) {
    Worker worker = tasks.worker(subtask);
    return worker == null ? "" : worker.id();
  }

  /** A task has processed all its input and finishes after one more checkpoint. */
  public void onFinalAwaited(FinalCheckpointAwaited message) {
    if (!over && tasks.find(message.attempt()) >= 0 && awaitFinal.add(message.attempt())) {
      for (PendingCheckpoint checkpoint : List.copyOf(pending.values())) {
        sendTriggers(checkpoint, false);
      }
      if (active) {
        triggerIfDue();
      }
    }
  }

  /**
   * Tasks fail or are restarted: checkpoints under way cannot complete. They begin again when all
   * tasks run.
   */
  public void suspend(Failure reason) {
    active = false;
    alarm.cancel();
    Failure why =
        new Failure(
            reason.code(),
            isOver(reason) ? reason.message() : "tasks were lost: " + reason.message(),
            reason.location(),
            "",
            control.currentTimeMillis());
    List.copyOf(pending.values()).forEach(checkpoint -> abort(checkpoint, why, false));
    List.copyOf(requests).forEach(request -> refuse(request, why));
    requests.clear();
    if (stopping != null) {
      SavepointRequest request = stopping;
      stopping = null;
      String path = request.directory();
      request
          .result()
          .completeExceptionally(
              new FlyshuttleException(
                  ErrorCode.CHECKPOINT_FAILED,
                  "the savepoint "
                      + path
                      + " was taken, but the job failed before it had stopped and goes on from it: "
                      + reason.message()));
    }
  }

  private String whyInactive() {
    String reading =
        graph.subtasks().stream()
            .filter(s -> tasks.state(s.id()) == TaskState.RUNNING && readsToItsEnd(s.id()))
            .map(s -> graph.vertex(s.vertex()).name())
            .distinct()
            .collect(Collectors.joining("\", \""));
    return reading.isEmpty()
        ? "not all tasks of the job run: try again when they do"
        : "checkpoints and savepoints begin when the bounded part of the job has been read to its"
            + " end: \""
            + reading
            + "\" still runs; try again later";
  }

  /**
   * Whether a savepoint is complete and the job is about to stop with it. Until it has stopped, a
   * failure concerns all tasks: those that have stopped are to go on with the others.
   */
  public boolean isStopping() {
    return stopping != null;
  }

  /**
   * Whether the job is about to stop with a savepoint for which its operators have finished: it
   * cannot go on.
   */
  public boolean isStoppingDrained() {
    return stopping != null && stopping.kind() == CheckpointKind.SAVEPOINT_AND_DRAIN;
  }

  private void refuse(SavepointRequest request, Failure why) {
    if (request.kind().isSavepoint()) {
      storage.delete(List.of(request.directory()));
    }
    request.result().completeExceptionally(new FlyshuttleException(why.code(), why.message()));
  }

  /** Asks for a checkpoint or savepoint; it is made as soon as no other is under way. */
  public void request(SavepointRequest request) {
    if (over || !active) {
      refuse(
          request,
          new Failure(
              ErrorCode.CHECKPOINT_FAILED, whyInactive(), "", "", control.currentTimeMillis()));
      return;
    }
    if (stopping != null) {
      refuse(
          request,
          new Failure(
              ErrorCode.CHECKPOINT_FAILED,
              "the job is being stopped with the savepoint " + stopping.directory(),
              "",
              "",
              control.currentTimeMillis()));
      return;
    }
    requests.add(request);
    triggerIfDue();
  }

  private void triggerIfDue() {
    if (over || !active || pending.size() >= maxConcurrent() || !allRun()) {
      return;
    }
    boolean special =
        pending.values().stream()
            .anyMatch(p -> p.request() != null || p.barrier().kind().isSavepoint());
    if (special) {
      return;
    }
    if (!requests.isEmpty()) {
      if (pending.isEmpty()) {
        trigger(requests.remove());
      }
      return;
    }
    if (stopping != null && !allAwaitFinal()) {
      return;
    }
    if (allAwaitFinal()) {
      if (pending.isEmpty()) {
        // at once, but a file system that is away is not asked all the time
        triggerAt(failuresInRow == 0 ? lastStart : lastEnd + FINAL_RETRY_MILLIS);
      }
      return;
    }
    if (settings.enabled()) {
      triggerAt(
          Math.max(lastStart + settings.intervalMillis(), lastEnd + settings.minPauseMillis()));
    }
  }

  private void triggerAt(long dueElapsedMillis) {
    long now = control.elapsedMillis();
    if (now >= dueElapsedMillis) {
      trigger(null);
    } else {
      alarm.cancel();
      alarm = control.schedule(dueElapsedMillis - now, this::triggerIfDue);
    }
  }

  private int maxConcurrent() {
    return settings.minPauseMillis() > 0 ? 1 : Math.max(1, settings.maxConcurrent());
  }

  /** All tasks that still run wait for a checkpoint. */
  private boolean allAwaitFinal() {
    boolean any = false;
    for (int i = 0; i < graph.subtasks().size(); i++) {
      if (tasks.state(i) == TaskState.RUNNING) {
        if (!awaitFinal.contains(tasks.attempt(i))) {
          return false;
        }
        any = true;
      }
    }
    return any;
  }

  private void trigger(SavepointRequest request) {
    alarm.cancel();
    long id = nextId++;
    CheckpointKind kind = request == null ? CheckpointKind.CHECKPOINT : request.kind();
    String directory =
        kind.isSavepoint()
            ? request.directory()
            : base + "/" + CheckpointLayout.checkpointDirectoryName(id);
    Barrier barrier =
        new Barrier(
            id,
            control.currentTimeMillis(),
            kind,
            settings.unaligned() && !kind.isSavepoint(),
            directory);
    long now = control.elapsedMillis();
    PendingCheckpoint checkpoint = new PendingCheckpoint(graph, barrier, request, now);
    for (int i = 0; i < graph.subtasks().size(); i++) {
      if (tasks.state(i) == TaskState.RUNNING) {
        checkpoint.expect(i, tasks.attempt(i), workerId(i));
      } else {
        checkpoint.ended(i, workerId(i));
      }
    }
    lastStart = now;
    pending.put(id, checkpoint);
    List<CompletedCheckpoint> kept = retained.all();
    tasks.triggered(id, kept.isEmpty() ? 0 : kept.get(0).id());
    checkpoint.timeout(control.schedule(settings.timeoutMillis(), () -> onTimeout(checkpoint)));
    LOG.debug("Job {}: {} {} is triggered", job(), kind, id);
    sendTriggers(checkpoint, true);
    triggerIfDue();
  }

  /**
   * Sends triggers.
   *
   * @param first to all workers; else only to those with tasks that must be triggered by now
   */
  private void sendTriggers(PendingCheckpoint checkpoint, boolean first) {
    BitSet roots =
        CheckpointPlan.toTrigger(
            graph,
            checkpoint::isMissing,
            s -> tasks.state(s) == TaskState.RUNNING && !awaitFinal.contains(tasks.attempt(s)));
    Map<Worker, List<AttemptID>> triggered = new LinkedHashMap<>();
    Map<Worker, Integer> counts = new LinkedHashMap<>();
    for (int i = 0; i < graph.subtasks().size(); i++) {
      Worker worker = tasks.worker(i);
      if (worker == null || !checkpoint.isMissing(i)) {
        continue;
      }
      counts.merge(worker, 1, Integer::sum);
      if (first) {
        triggered.computeIfAbsent(worker, w -> new ArrayList<>());
      }
      if (roots.get(i) && checkpoint.trigger(i)) {
        triggered.computeIfAbsent(worker, w -> new ArrayList<>()).add(tasks.attempt(i));
      }
    }
    triggered.forEach(
        (worker, attempts) ->
            worker.send(
                new WorkerMessage.TriggerCheckpoint(
                    job(), checkpoint.barrier(), attempts, counts.get(worker))));
  }

  private void onTimeout(PendingCheckpoint checkpoint) {
    if (pending.containsKey(checkpoint.id()) && !checkpoint.isPublishing()) {
      abort(
          checkpoint,
          failure(
              ErrorCode.TIMED_OUT,
              new MissingTasks(graph, checkpoint, tasks).describe(settings.timeoutMillis())),
          true);
    }
  }

  /** A task tells what it does for a checkpoint. */
  public void onProgress(int subtask, CheckpointProgress progress) {
    PendingCheckpoint checkpoint = pending.get(progress.checkpointId());
    if (checkpoint != null) {
      checkpoint.progress(subtask, progress);
    }
  }

  private Failure failure(ErrorCode code, String message) {
    return new Failure(code, message, "", "", control.currentTimeMillis());
  }

  /** A task's part is durable. */
  public void onAcknowledged(CheckpointAcknowledged message) {
    int subtask = tasks.find(message.attempt());
    PendingCheckpoint checkpoint = pending.get(message.checkpointId());
    if (checkpoint == null
        || subtask < 0
        || !checkpoint.acknowledge(
            subtask,
            message.attempt(),
            message.snapshot(),
            message.times(),
            control.elapsedMillis())) {
      LOG.debug(
          "Late part of checkpoint {} from {} ignored", message.checkpointId(), message.attempt());
      if (givenUp.contains(message.checkpointId())) {
        deleteAborted(message.checkpointId());
      }
      return;
    }
    publishIfComplete(checkpoint);
  }

  /** A task cannot take part. */
  public void onDeclined(CheckpointDeclined message) {
    int subtask = tasks.find(message.attempt());
    PendingCheckpoint checkpoint = pending.get(message.checkpointId());
    if (checkpoint == null || subtask < 0 || !checkpoint.isExpected(subtask, message.attempt())) {
      return;
    }
    Failure reason = message.reason();
    abort(
        checkpoint,
        new Failure(
            reason.code(),
            CheckpointFailures.declined(
                graph.describe(message.attempt().vertex(), message.attempt().subtask()),
                message.worker(),
                reason),
            reason.location(),
            reason.stackTrace(),
            control.currentTimeMillis()),
        true);
  }

  private void publishIfComplete(PendingCheckpoint checkpoint) {
    if (!checkpoint.isComplete() || checkpoint.isPublishing()) {
      return;
    }
    checkpoint.publishing();
    boolean savepoint = checkpoint.barrier().kind().isSavepoint();
    String directory = checkpoint.barrier().directory();
    CompletedCheckpoint completed =
        new CompletedCheckpoint(directory, savepoint ? directory : base, checkpoint.metadata());
    CompletableFuture<Long> published = storage.publish(completed);
    if (checkpoint.barrier().kind().stops()) {
      // before the first side effect: an ApplicationMaster that comes later must know of it
      published =
          published.thenCompose(bytes -> storage.noteStop(base, completed).thenApply(d -> bytes));
    }
    published.whenCompleteAsync(
        (bytes, thrown) -> {
          if (!pending.containsKey(checkpoint.id())) {
            // Given up while its metadata was written; the directory is deleted once more.
            discard(checkpoint);
          } else if (thrown != null) {
            Failure why = CheckpointFailures.publishing(thrown, control.currentTimeMillis());
            abort(checkpoint, why, true);
          } else {
            complete(checkpoint, completed, bytes);
          }
        },
        control);
  }

  private void complete(
      PendingCheckpoint checkpoint, CompletedCheckpoint completed, long metadataBytes) {
    finishPending(checkpoint);
    failuresInRow = 0;
    CheckpointReport.Detail report =
        checkpoint.report(Status.COMPLETED, control.elapsedMillis(), metadataBytes, null);
    history.add(report);
    LOG.info(
        "Job {}: {} {} is complete: {} bytes in {} ms, state of {} bytes",
        job(),
        checkpoint.barrier().kind(),
        checkpoint.id(),
        report.line().bytes(),
        report.line().durationMillis(),
        report.line().stateBytes());
    CheckpointKind kind = checkpoint.barrier().kind();
    if (!kind.isSavepoint()) {
      List<String> unneeded = retained.add(completed);
      // An earlier one that is still under way is of no use any more.
      List<PendingCheckpoint> older =
          pending.headMap(checkpoint.id()).values().stream()
              .filter(p -> p.request() == null)
              .toList();
      older.forEach(
          p ->
              abort(
                  p,
                  failure(ErrorCode.CHECKPOINT_FAILED, "a later checkpoint was complete before it"),
                  false));
      if (!unneeded.isEmpty()) {
        // What was triggered before may still name files of what is dropped now.
        unneeded.forEach(uri -> toDelete.put(uri, nextId - 1));
        deleteUnneeded();
      }
      sweepGivenUp(checkpoint.id());
    }
    SavepointRequest request = checkpoint.request();
    if (kind.stops()) {
      stopping = request;
      retained.stoppingWith(completed);
    }
    // Side effects of a savepoint wait for the next checkpoint: the job may never go on from it.
    if (!kind.isSavepoint() || kind.stops()) {
      tellWorkers(new WorkerMessage.CheckpointCompleted(job(), checkpoint.id()));
    }
    if (request != null && !kind.stops()) {
      request.result().complete(completed.directory());
    }
    triggerIfDue();
  }

  /** Deletes what neither a kept checkpoint nor one under way can name. */
  private void deleteUnneeded() {
    long undecided = pending.isEmpty() ? Long.MAX_VALUE : pending.firstKey();
    List<String> now = new ArrayList<>();
    toDelete
        .entrySet()
        .removeIf(
            entry -> {
              boolean decided = entry.getValue() < undecided;
              if (decided && !retained.isNeeded(entry.getKey())) {
                now.add(entry.getKey());
              }
              return decided;
            });
    if (!now.isEmpty()) {
      storage.delete(now);
    }
  }

  /** What came late for checkpoints that were given up is deleted when a later one is complete. */
  private void sweepGivenUp(long below) {
    if (!givenUp.isEmpty()) {
      givenUp.removeIf(id -> id < below);
      long until = pending.isEmpty() ? below : Math.min(below, pending.firstKey());
      storage.sweep(base, retained.all(), until);
    }
  }

  private void finishPending(PendingCheckpoint checkpoint) {
    pending.remove(checkpoint.id());
    checkpoint.cancelTimeout();
    lastEnd = control.elapsedMillis();
    deleteUnneeded();
  }

  private void abort(PendingCheckpoint checkpoint, Failure reason, boolean counts) {
    finishPending(checkpoint);
    history.add(checkpoint.report(Status.FAILED, control.elapsedMillis(), 0, reason));
    // that a job ends while a checkpoint is under way is nothing to worry about
    LOG.atLevel(isOver(reason) ? Level.INFO : Level.WARN)
        .log(
            "Job {}: {} {} failed: {} {}",
            job(),
            checkpoint.barrier().kind(),
            checkpoint.id(),
            reason.code(),
            reason.message());
    tellWorkers(new WorkerMessage.CheckpointAborted(job(), checkpoint.id()));
    givenUp.add(checkpoint.id());
    discard(checkpoint);
    if (checkpoint.request() != null) {
      refuse(checkpoint.request(), reason);
    }
    if (counts && checkpoint.request() == null) {
      failuresInRow++;
      if (settings.tolerableFailures() >= 0 && failuresInRow > settings.tolerableFailures()) {
        failuresInRow = 0;
        tasks.tooManyFailures(
            failure(
                ErrorCode.CHECKPOINT_FAILED,
                "more checkpoints failed in a row than are tolerated ("
                    + settings.tolerableFailures()
                    + "); the last one because "
                    + reason.message()));
        return;
      }
    }
    triggerIfDue();
  }

  private static boolean isOver(Failure reason) {
    return reason.code() == ErrorCode.JOB_CANCELED;
  }

  private void discard(PendingCheckpoint checkpoint) {
    if (checkpoint.barrier().kind().isSavepoint()) {
      storage.delete(List.of(checkpoint.barrier().directory()));
      if (checkpoint.barrier().kind().stops()) {
        deleteAborted(checkpoint.id());
      }
    } else {
      deleteAborted(checkpoint.id());
    }
  }

  private void deleteAborted(long checkpointId) {
    storage.deleteAborted(base, checkpointId);
    if (baseDeleted) {
      // what came late has brought it back
      storage.delete(List.of(base));
    }
  }

  private void tellWorkers(WorkerMessage message) {
    Set<Worker> workers = new LinkedHashSet<>();
    for (int i = 0; i < graph.subtasks().size(); i++) {
      Worker worker = tasks.worker(i);
      if (worker != null && !tasks.state(i).isTerminal()) {
        workers.add(worker);
      }
    }
    workers.forEach(worker -> worker.send(message));
  }

  /** The checkpoint that tasks restore from; empty if there is none. */
  public Optional<CompletedCheckpoint> latest() {
    return Optional.ofNullable(retained.latest());
  }

  /** Tasks are about to be restored from a checkpoint. */
  public void restoring(CompletedCheckpoint from) {
    history.restored(from);
  }

  /**
   * A task found the checkpoint with this id damaged, when it restored from it.
   *
   * @return whether there is another to restore from
   */
  public boolean onDamaged(long checkpointId) {
    CompletedCheckpoint latest = retained.latest();
    if (latest == null || latest.id() != checkpointId) {
      return latest != null;
    }
    LOG.warn("Job {}: checkpoint {} is damaged and not used any more", job(), latest.directory());
    return retained.dropLatest();
  }

  /** The job has ended: its checkpoints are deleted or kept, as it was set. */
  public void end(JobStatus status) {
    SavepointRequest stopped = stopping;
    stopping = null;
    suspend(failure(ErrorCode.JOB_CANCELED, "the job has ended as " + status));
    over = true;
    if (stopped != null) {
      if (status == JobStatus.FINISHED) {
        stopped.result().complete(stopped.directory());
      } else {
        stopped
            .result()
            .completeExceptionally(
                new FlyshuttleException(
                    ErrorCode.CHECKPOINT_FAILED,
                    "the savepoint "
                        + stopped.directory()
                        + " was taken, but then the job ended as "
                        + status));
      }
    }
    if (status == JobStatus.FINISHED) {
      storage.delete(retained.releaseStart());
    }
    if (retained.claimedBase() != null) {
      storage.deleteIfWithoutCheckpoint(retained.claimedBase());
    }
    // A batch job that did not finish may have left what its loops wrote.
    boolean batch = graph.jobGraph().settings().type() == JobType.BATCH;
    if (nextId == 1 && !settings.enabled() && !(batch && status != JobStatus.FINISHED)) {
      return;
    }
    boolean keep =
        switch (settings.retention()) {
          case DELETE -> false;
          case RETAIN_ON_FAILURE -> status == JobStatus.FAILED;
          case RETAIN_ON_CANCELLATION -> status != JobStatus.FINISHED;
        };
    if (keep && !retained.all().isEmpty()) {
      storage.sweep(base, retained.all(), Long.MAX_VALUE);
    } else {
      baseDeleted = true;
      storage.delete(List.of(base));
    }
  }

  /** All checkpoints in numbers. */
  public CheckpointReport.Summary summary() {
    return history.summary(
        pending.values().stream()
            .sorted(Comparator.comparingLong(PendingCheckpoint::id).reversed())
            .map(p -> p.report(Status.IN_PROGRESS, control.elapsedMillis(), 0, null).line())
            .toList());
  }

  /** One checkpoint with the parts of all tasks; empty if it is not remembered. */
  public Optional<CheckpointReport.Detail> detail(long checkpointId) {
    PendingCheckpoint under = pending.get(checkpointId);
    return under != null
        ? Optional.of(under.report(Status.IN_PROGRESS, control.elapsedMillis(), 0, null))
        : history.find(checkpointId);
  }
}
