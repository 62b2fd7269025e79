// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.job;

import io.flyshuttle.appmaster.checkpoint.CheckpointReport;
import io.flyshuttle.appmaster.checkpoint.JobCheckpointing;
import io.flyshuttle.appmaster.control.ControlThread;
import io.flyshuttle.appmaster.job.Region.State;
import io.flyshuttle.appmaster.schedule.ExecutionGraph;
import io.flyshuttle.appmaster.schedule.ExecutionGraph.Subtask;
import io.flyshuttle.appmaster.slot.Slot;
import io.flyshuttle.appmaster.slot.SlotPool;
import io.flyshuttle.appmaster.slot.Worker;
import io.flyshuttle.core.checkpoint.CheckpointKind;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.Failure;
import io.flyshuttle.core.fault.FailureClass;
import io.flyshuttle.core.graph.JobGraph;
import io.flyshuttle.core.job.JobID;
import io.flyshuttle.core.job.JobStatus;
import io.flyshuttle.protocol.message.AttemptID;
import io.flyshuttle.protocol.message.CheckpointProgress;
import io.flyshuttle.protocol.message.JobArchive;
import io.flyshuttle.protocol.message.MasterMessage;
import io.flyshuttle.protocol.message.MasterMessage.GlobalHooksDone;
import io.flyshuttle.protocol.message.MasterMessage.RequestSplit;
import io.flyshuttle.protocol.message.MasterMessage.TaskStateChanged;
import io.flyshuttle.protocol.message.PartitionID;
import io.flyshuttle.protocol.message.TaskMetrics;
import io.flyshuttle.protocol.message.TaskState;
import io.flyshuttle.protocol.message.WorkerMessage;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one job: has its regions scheduled, follows its tasks, restarts what failed, and ends it.
 * Control thread only. What fails in here fails this job and no other.
 */
public final class JobMaster {
  private static final Logger LOG = LoggerFactory.getLogger(JobMaster.class);

  /** Is told of the two steps of a job's end that have to outlive the ApplicationMaster. */
  public interface Observer {
    /**
     * All tasks have finished, and the job's outputs are going to be completed as soon as the
     * future is done, however it ends.
     */
    CompletableFuture<Void> completing(JobMaster job);

    /** Called once: the job has ended for good. */
    void ended(JobMaster job);
  }

  private final JobGraph graph;
  private final ControlThread control;
  private final JobServices services;
  private final Observer observer;
  private final JobHistory history;
  private final TaskBoard board;
  private final BottleneckLog bottleneckLog;
  private final DeliveryCheck deliveries;
  private final RegionScheduler scheduler;
  private final RestartPolicy policy;
  private final GlobalHooks hooks;
  private final JobCheckpoints checkpoints;
  private final Stragglers stragglers;

  private BitSet restarting = new BitSet();
  private long resumeAt;
  private String toldWaiting;

  /**
   * Makes a job that has been checked; {@link #start} runs it.
   *
   * @param checkpointing what was found out about its checkpoints
   * @param observer is told of its end
   */
  public JobMaster(
      JobGraph graph, JobServices services, JobCheckpointing checkpointing, Observer observer) {
    this.graph = graph;
    this.control = services.control();
    this.services = services;
    this.observer = observer;
    EventLog events = new EventLog();
    ExecutionGraph expanded = ExecutionGraph.expand(graph);
    this.board = new TaskBoard(expanded, services.firstAttempt(), control, events);
    this.history = new JobHistory(graph, services, board, events);
    this.stragglers = new Stragglers(board, services, this::guarded);
    this.bottleneckLog = new BottleneckLog(graph.id());
    this.deliveries = new DeliveryCheck(board);
    this.checkpoints =
        new JobCheckpoints(
            expanded, board, services, checkpointing, f -> guarded(() -> onTooManyFailures(f)));
    this.scheduler =
        new RegionScheduler(
            expanded,
            board,
            pool(),
            checkpointing.forTasks(),
            checkpoints::restoreOf,
            new RegionScheduler.Listener() {
              @Override
              public void granted(Region region) {
                guarded(() -> onGranted(region));
              }

              @Override
              public void starved(Region region, Failure reason) {
                guarded(() -> onStarved(reason));
              }
            });
    this.policy =
        new RestartPolicy(
            graph.settings().restart(),
            services.restart(),
            checkpointing.settings().enabled(),
            services.random());
    this.hooks =
        new GlobalHooks(graph, scheduler.context(), services, this::guarded, hookListener());
    if (!checkpointing.recovered().isEmpty()) {
      // The run before this one has prepared what is to be prepared once.
      hooks.skipInitialization();
    }
  }

  private GlobalHooks.Listener hookListener() {
    return new GlobalHooks.Listener() {
      @Override
      public void initialized() {
        for (Region region : scheduler.all()) {
          if (region.state() == State.GRANTED) {
            scheduler.deploy(region);
          }
        }
      }

      @Override
      public void completed() {
        end(JobStatus.FINISHED);
      }

      @Override
      public void takenBack() {
        endAborted();
      }

      @Override
      public void failed(Failure reason) {
        onStarved(reason);
      }
    };
  }

  private SlotPool pool() {
    return services.registry().pool();
  }

  public JobID id() {
    return graph.id();
  }

  public JobStatus status() {
    return history.status();
  }

  /** What happens to the job. */
  public EventLog events() {
    return history.events();
  }

  /** The newest failures, newest first. */
  public List<JobEvent.Failed> failures() {
    return history.failures();
  }

  /** Begins. */
  public void start() {
    guarded(
        () -> {
          LOG.info(
              "Job {} \"{}\": {} vertices, {} regions",
              id(),
              graph.name(),
              graph.vertices().size(),
              scheduler.regions().count());
          checkpoints.starting();
          scheduler.scheduleReady();
          control.execute(this::tellWaiting);
        });
  }

  /**
   * Begins a job that ran under an ApplicationMaster that was lost, as soon as none of its tasks of
   * then runs.
   */
  public void startAfterLossOfMaster() {
    guarded(
        () ->
            remember(
                new Failure(
                    ErrorCode.APPLICATION_MASTER_LOST,
                    "the ApplicationMaster was lost; the job starts again "
                        + (checkpoints.canRestore()
                            ? "from its newest checkpoint"
                            : "from scratch"),
                    "",
                    "",
                    control.currentTimeMillis()),
                -1));
    afterEarlierTasks(this::start);
  }

  private void afterEarlierTasks(Runnable step) {
    services
        .registry()
        .earlier()
        .whenQuiet()
        .thenRunAsync(
            () ->
                guarded(
                    () -> {
                      if (status() == JobStatus.CREATED) {
                        step.run();
                      }
                    }),
            control);
    control.execute(this::tellWaiting);
  }

  /**
   * Ends a job whose tasks had all finished under an ApplicationMaster that was lost: its outputs
   * are completed, which may have happened before.
   *
   * @param archive what is known of it
   */
  public void completeAfterLossOfMaster(JobArchive archive) {
    guarded(() -> history.finishedEarlier(archive));
    afterEarlierTasks(
        () -> {
          become(
              JobStatus.RUNNING,
              "all tasks finished before the ApplicationMaster was lost; completing the outputs");
          hooks.complete();
        });
  }

  /** Stops the job; it ends as CANCELED. A job that has ended or fails is left alone. */
  public void cancel(String reason) {
    guarded(
        () -> {
          if (status().isTerminalState()
              || status() == JobStatus.CANCELLING
              || status() == JobStatus.FAILING) {
            return;
          }
          become(JobStatus.CANCELLING, reason);
          checkpoints
              .coordinator()
              .suspend(
                  new Failure(ErrorCode.JOB_CANCELED, reason, "", "", control.currentTimeMillis()));
          stopAll();
        });
  }

  /** A worker told the state of an attempt. */
  public void onTaskState(TaskStateChanged message) {
    guarded(() -> handleTaskState(message));
  }

  private void handleTaskState(TaskStateChanged message) {
    int subtask = board.find(message.attempt());
    if (subtask < 0 || status().isTerminalState()) {
      LOG.debug("Late message ignored: {}", message);
      if (!message.state().isTerminal()) {
        tellToCancel(message.worker(), message.attempt());
      }
      return;
    }
    Execution execution = board.get(subtask);
    execution.metrics(message.metrics());
    if (message.state() == TaskState.FINISHED && execution.state() != TaskState.FINISHED) {
      execution.accumulators(message.accumulators());
      execution.results(message.results());
    }
    if (!board.move(subtask, message.state())) {
      LOG.debug("State ignored in {}: {}", execution.state(), message);
      return;
    }
    checkpoints.coordinator().onTaskState(subtask, message.state());
    switch (message.state()) {
      case FINISHED, CANCELED -> onTaskEnded(subtask, message.state());
      case FAILED -> onTaskFailed(subtask, message.failure(), message.lostPartition());
      case CREATED, SCHEDULED, DEPLOYING, RUNNING, CANCELING -> {}
    }
  }

  private void tellToCancel(String workerId, AttemptID attempt) {
    Worker worker = pool().worker(workerId);
    if (worker != null) {
      worker.send(new WorkerMessage.CancelTask(attempt));
    }
  }

  private void onTaskEnded(int subtask, TaskState state) {
    Region region = scheduler.regionOf(subtask);
    if (region.state() == State.STOPPING) {
      onTaskStopped(region);
    } else if (state == TaskState.CANCELED) {
      Worker worker = board.get(subtask).worker();
      fail(
          bitSet(region.id()),
          new Failure(
              ErrorCode.WORKER_LOST,
              "a task was cancelled by its worker " + worker.id(),
              board.describe(subtask),
              "",
              control.currentTimeMillis()),
          subtask);
    } else if (isFinished(region)) {
      scheduler.finish(region);
      if (board.allFinished()) {
        complete();
      } else {
        scheduler.scheduleReady();
      }
    }
  }

  private boolean isFinished(Region region) {
    for (Subtask subtask : scheduler.regions().subtasks(region.id())) {
      if (board.get(subtask.id()).state() != TaskState.FINISHED) {
        return false;
      }
    }
    return true;
  }

  private void onTaskStopped(Region region) {
    if (scheduler.isStopped(region)) {
      scheduler.releaseSlots(region);
      if (status() == JobStatus.RESTARTING) {
        tryResume();
      } else {
        tryEnd();
      }
    }
  }

  private void onTaskFailed(int subtask, Failure reported, PartitionID lost) {
    Failure reason =
        reported != null
            ? reported
            : new Failure(
                ErrorCode.INTERNAL,
                "a task failed and its worker gave no reason",
                "",
                "",
                control.currentTimeMillis());
    Region region = scheduler.regionOf(subtask);
    if (region.state() == State.STOPPING) {
      onSecondaryFailure(subtask, reason);
      onTaskStopped(region);
      return;
    }
    if (reason.code().failureClass() == FailureClass.LOST_RESOURCE) {
      probeWorkersOf(region);
    }
    if (reason.code() == ErrorCode.CHECKPOINT_DAMAGED && !checkpoints.onDamaged(subtask)) {
      remember(reason, subtask);
      failJob(reason);
      return;
    }
    BitSet roots = bitSet(region.id());
    if (reason.code() == ErrorCode.PARTITION_LOST) {
      // The result of an earlier region is gone, though its worker lives: it must be made again.
      roots.or(scheduler.producersToRepeat(region, lost));
    }
    fail(roots, reason, subtask);
  }

  /**
   * A task failed while it was being stopped. Mostly a consequence of the first failure, and not
   * counted; but the first may itself be the consequence of this one, which was reported later.
   */
  private void onSecondaryFailure(int subtask, Failure reason) {
    if (reason.code().failureClass() == FailureClass.LOST_RESOURCE) {
      return;
    }
    if (status() == JobStatus.RESTARTING && !policy.isWorthwhile(reason)) {
      remember(reason, subtask);
      failJob(reason);
    } else if (status() == JobStatus.RESTARTING && history.newestIsLoss()) {
      // the restart is under way for a consequence of this one: the history shows the cause
      remember(reason, subtask);
    } else if (status() == JobStatus.FAILING
        && history.failure() != null
        && history.failure().code().failureClass() == FailureClass.LOST_RESOURCE) {
      remember(reason, subtask);
      history.failure(reason);
    }
  }

  private void probeWorkersOf(Region region) {
    Set<Worker> workers = new LinkedHashSet<>();
    for (Subtask subtask : scheduler.regions().subtasks(region.id())) {
      Worker worker = board.get(subtask.id()).worker();
      if (worker != null) {
        workers.add(worker);
      }
    }
    services.registry().probe(workers);
  }

  /** A worker is lost, and with it its tasks and the results on it. */
  public void onWorkerLost(Worker worker, Failure reason) {
    guarded(() -> handleWorkerLost(worker, reason));
  }

  private void handleWorkerLost(Worker worker, Failure reason) {
    if (status().isTerminalState()) {
      return;
    }
    BitSet failed = new BitSet();
    int firstFailed = -1;
    for (Region region : scheduler.all()) {
      boolean touched = false;
      for (Slot slot : region.slots()) {
        touched |= slot.worker() == worker;
      }
      if (touched && region.state() == State.GRANTED) {
        failed.set(region.id());
      }
      for (Subtask subtask : scheduler.regions().subtasks(region.id())) {
        Execution execution = board.get(subtask.id());
        if (execution.worker() == worker && execution.isOnWorker()) {
          boolean stopping = region.state() == State.STOPPING;
          board.move(subtask.id(), stopping ? TaskState.CANCELED : TaskState.FAILED);
          if (!stopping) {
            failed.set(region.id());
            firstFailed = firstFailed < 0 ? subtask.id() : firstFailed;
          }
        }
      }
    }
    failed.or(scheduler.regionsWithLostOutput(worker));
    for (Region region : scheduler.all()) {
      if (region.state() == State.STOPPING && scheduler.isStopped(region)) {
        scheduler.releaseSlots(region);
      }
    }
    if (!failed.isEmpty()) {
      fail(failed, reason, firstFailed);
    }
    hooks.onWorkerLost(worker, status() != JobStatus.FAILING && status() != JobStatus.CANCELLING);
    if (status() == JobStatus.RESTARTING) {
      tryResume();
    } else {
      tryEnd();
    }
  }

  /** Regions have failed for one reason: restart them, or fail the job. */
  private void fail(BitSet failed, Failure reason, int subtask) {
    remember(reason, subtask);
    if (status() == JobStatus.FAILING || status() == JobStatus.CANCELLING) {
      stopAll();
      return;
    }
    if (checkpoints.coordinator().isStoppingDrained()) {
      // windows have been closed before their end: going on would count what comes apart from them
      failJob(reason);
      return;
    }
    OptionalLong delay = policy.onFailure(reason, control.elapsedMillis());
    if (delay.isEmpty()) {
      failJob(reason);
      return;
    }
    if (checkpoints.coordinator().isStopping()) {
      // those that have stopped with the savepoint go on from it too
      failed.set(0, scheduler.regions().count());
    }
    BitSet regions =
        Failover.regionsToRestart(
            scheduler.regions(), failed, scheduler::isOutputLost, scheduler::isUntouched);
    int restarts = history.restarted();
    checkpoints.coordinator().suspend(reason);
    LOG.info(
        "Job {}: {} of {} regions start again in {} ms (restart {}) because: {}",
        id(),
        regions.cardinality(),
        scheduler.regions().count(),
        delay.getAsLong(),
        restarts,
        reason.message());
    if (status() != JobStatus.RESTARTING) {
      become(JobStatus.RESTARTING, reason.message());
    }
    hooks.interrupted();
    restarting.or(regions);
    regions.stream().mapToObj(scheduler.all()::get).forEach(scheduler::stop);
    stragglers.watch();
    resumeAt = Math.max(resumeAt, control.elapsedMillis() + delay.getAsLong());
    control.schedule(delay.getAsLong(), () -> guarded(this::tryResume));
    tryResume();
  }

  private void tryResume() {
    if (status() != JobStatus.RESTARTING || control.elapsedMillis() < resumeAt) {
      return;
    }
    List<Region> regions = restarting.stream().mapToObj(scheduler.all()::get).toList();
    for (Region region : regions) {
      if (!scheduler.isStopped(region)) {
        return;
      }
    }
    if (restarting.cardinality() == scheduler.regions().count() && !checkpoints.canRestore()) {
      hooks.reset();
    }
    restarting = new BitSet();
    for (Region region : regions) {
      checkpoints.giveBack(scheduler.regions().subtasks(region.id()));
      scheduler.renew(region);
    }
    checkpoints.starting();
    become(JobStatus.RUNNING, "restarted");
    // Regions of this job that were granted slots meanwhile still wait for hooks.
    for (Region region : scheduler.all()) {
      if (region.state() == State.GRANTED) {
        onGranted(region);
      }
    }
    scheduler.scheduleReady();
    control.execute(this::tellWaiting);
  }

  private void remember(Failure reason, int subtask) {
    history.remember(reason, subtask);
  }

  private void onStarved(Failure reason) {
    remember(reason, -1);
    failJob(reason);
  }

  private void failJob(Failure reason) {
    history.failure(reason);
    become(JobStatus.FAILING, reason.message());
    checkpoints.coordinator().suspend(reason);
    stopAll();
  }

  private void stopAll() {
    hooks.interrupted();
    for (Region region : scheduler.all()) {
      if (region.state() != State.STOPPING && region.state() != State.FINISHED) {
        scheduler.stop(region);
      }
    }
    stragglers.watch();
    tryEnd();
  }

  private void tryEnd() {
    if (status() != JobStatus.FAILING && status() != JobStatus.CANCELLING || board.anyOnWorker()) {
      return;
    }
    if (!hooks.takeBack()) {
      endAborted();
    }
  }

  private void endAborted() {
    if (status() == JobStatus.FAILING || status() == JobStatus.CANCELLING) {
      end(status() == JobStatus.FAILING ? JobStatus.FAILED : JobStatus.CANCELED);
    }
  }

  private void onGranted(Region region) {
    for (Slot slot : region.slots()) {
      hooks.addWorker(slot.worker());
    }
    if (status() == JobStatus.CREATED) {
      become(JobStatus.RUNNING, "");
      history.deployed();
    }
    toldWaiting = null;
    if (hooks.initializeFirst(region.slots().get(0).worker())) {
      return;
    }
    scheduler.deploy(region);
  }

  /** A worker has run global hooks, maybe those of another job. */
  public void onHooksDone(GlobalHooksDone message) {
    guarded(() -> hooks.onDone(message));
  }

  private void complete() {
    if (!hooks.areNeeded()) {
      end(JobStatus.FINISHED);
      return;
    }
    observer
        .completing(this)
        .whenCompleteAsync(
            (done, thrown) ->
                guarded(
                    () -> {
                      if (thrown != null) {
                        LOG.warn(
                            "Job {}: should the ApplicationMaster be lost now, the job runs again",
                            id(),
                            thrown);
                      }
                      if (status() == JobStatus.RUNNING && board.allFinished()) {
                        hooks.complete();
                      }
                    }),
            control);
  }

  private void end(JobStatus last) {
    history.ended();
    scheduler.all().forEach(scheduler::releaseSlots);
    become(last, history.failure() == null ? "" : history.failure().message());
    checkpoints.coordinator().end(last);
    for (Worker worker : hooks.workers()) {
      worker.send(new WorkerMessage.ReleaseJob(id()));
    }
    pool().jobEnded(id());
    history.tellEnd();
    observer.ended(this);
  }

  private void become(JobStatus next, String message) {
    history.become(next, message);
  }

  /** A source wants a split. */
  public void onSplitRequest(RequestSplit message) {
    guarded(
        () -> {
          int subtask = board.find(message.attempt());
          Worker worker = pool().worker(message.worker());
          if (subtask < 0 || worker == null) {
            return;
          }
          AttemptID attempt = message.attempt();
          byte[] split =
              checkpoints
                  .splits(attempt.vertex())
                  .next(attempt.subtask(), attempt.attempt(), message.request(), worker.host());
          worker.send(new WorkerMessage.SplitAssigned(attempt, message.request(), split));
        });
  }

  /** What a worker says about a checkpoint. */
  public void onCheckpointMessage(MasterMessage message) {
    guarded(
        () -> {
          if (message instanceof MasterMessage.CheckpointAcknowledged acknowledged) {
            checkpoints.coordinator().onAcknowledged(acknowledged);
          } else if (message instanceof MasterMessage.CheckpointDeclined declined) {
            checkpoints.coordinator().onDeclined(declined);
          } else if (message instanceof MasterMessage.FinalCheckpointAwaited awaited) {
            checkpoints.coordinator().onFinalAwaited(awaited);
          }
        });
  }

  private void onTooManyFailures(Failure reason) {
    BitSet running = new BitSet();
    scheduler.all().stream()
        .filter(region -> region.state() == State.DEPLOYED)
        .forEach(region -> running.set(region.id()));
    fail(running, reason, -1);
  }

  /**
   * Asks for a checkpoint or savepoint; see {@link JobCheckpoints#save}.
   *
   * @param directory of savepoints; empty for the configured one
   */
  public CompletableFuture<String> save(CheckpointKind kind, String directory) {
    return checkpoints.save(kind, directory);
  }

  /** The job's checkpoints in numbers. */
  public CheckpointReport.Summary checkpoints() {
    return checkpoints.coordinator().summary();
  }

  /** A checkpoint with the parts of all tasks; empty if it is not remembered. */
  public Optional<CheckpointReport.Detail> checkpoint(long checkpointId) {
    return checkpoints.coordinator().detail(checkpointId);
  }

  /**
   * A worker answered a ping: does it have what it should have?
   *
   * @param sequence of the ping
   * @param present the attempts of all jobs that it has
   */
  public void onPong(Worker worker, long sequence, Set<AttemptID> present) {
    guarded(
        () -> {
          hooks.onPong(worker, sequence);
          DeliveryCheck.Findings findings =
              deliveries.onPong(worker, sequence, present, services.registry().lastPing());
          for (int subtask : findings.uncancelled()) {
            worker.send(new WorkerMessage.CancelTask(board.get(subtask).id()));
          }
          findings.lost().forEach(subtask -> onLost(worker, subtask));
        });
  }

  private void onLost(Worker worker, int subtask) {
    boolean cancelled = board.get(subtask).state() == TaskState.CANCELING;
    TaskState end = cancelled ? TaskState.CANCELED : TaskState.FAILED;
    worker.send(new WorkerMessage.CancelTask(board.get(subtask).id()));
    if (!board.move(subtask, end)) {
      return;
    }
    checkpoints.coordinator().onTaskState(subtask, end);
    if (cancelled) {
      onTaskEnded(subtask, end);
      return;
    }
    onTaskFailed(
        subtask,
        new Failure(
            ErrorCode.CHANNEL_LOST,
            "worker "
                + worker.id()
                + " on "
                + worker.host()
                + " does not have the task it was sent: a control message was lost",
            board.describe(subtask),
            "",
            control.currentTimeMillis()),
        null);
  }

  /** What an attempt does for a checkpoint. */
  public void onCheckpointProgress(CheckpointProgress progress) {
    int subtask = board.find(progress.attempt());
    if (subtask >= 0) {
      checkpoints.coordinator().onProgress(subtask, progress);
    }
  }

  /** New counters of an attempt. */
  public void onMetrics(TaskMetrics metrics) {
    int subtask = board.find(metrics.attempt());
    if (subtask >= 0) {
      board.get(subtask).metrics(metrics);
    }
  }

  /** Tells listeners how far the job is and what it waits for. Called every now and then. */
  public void tell() {
    if (status() == JobStatus.RUNNING) {
      bottleneckLog.look(board.bottlenecks());
    }
    if (!status().isTerminalState() && history.events().isHeard()) {
      tellWaiting();
      if (status() == JobStatus.RUNNING && board.anyOnWorker()) {
        history.events().add(board.progress());
      }
    }
  }

  private void tellWaiting() {
    String waiting = history.waitingFor();
    if (waiting != null && !waiting.equals(toldWaiting)) {
      toldWaiting = waiting;
      history.events().add(new JobEvent.Waiting(control.currentTimeMillis(), waiting));
    }
  }

  /** The job in one line. */
  public JobReport.Line line() {
    return history.line();
  }

  /** The job with its subtasks. */
  public JobReport.Detail detail() {
    return history.detail(v -> checkpoints.splits(v).report(), scheduler::adaptation);
  }

  /** What the job leaves behind; accumulators only if it finished. */
  public JobReport.Result result() {
    return history.result(status() == JobStatus.FINISHED);
  }

  /** What would be left behind if the job ended now, for a job all of whose tasks have finished. */
  public JobReport.Result resultSoFar() {
    return history.result(true);
  }

  /** The graph; the parts that are opaque bytes are of no use to anyone here. */
  public JobGraph graph() {
    return graph;
  }

  private void guarded(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException | Error e) {
      LOG.error("Job {} fails because of a defect in its control", id(), e);
      if (!status().isTerminalState() && status() != JobStatus.FAILING) {
        Failure defect = Failure.of(e, ErrorCode.INTERNAL, "JobManager");
        remember(defect, -1);
        failJob(defect);
      }
    }
  }

  private static BitSet bitSet(int region) {
    BitSet set = new BitSet();
    set.set(region);
    return set;
  }
}
