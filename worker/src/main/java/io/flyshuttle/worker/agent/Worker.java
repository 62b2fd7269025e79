// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.agent;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.Failure;
import io.flyshuttle.core.fault.FaultPoints;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.file.FileSystem;
import io.flyshuttle.core.job.JobID;
import io.flyshuttle.core.memory.LocalSpillDirectories;
import io.flyshuttle.core.memory.SegmentPool;
import io.flyshuttle.core.option.CheckpointingOptions;
import io.flyshuttle.core.option.NettyShuffleEnvironmentOptions;
import io.flyshuttle.protocol.launch.LogFile;
import io.flyshuttle.protocol.message.AttemptID;
import io.flyshuttle.protocol.message.CheckpointProgress;
import io.flyshuttle.protocol.message.JobContext;
import io.flyshuttle.protocol.message.LogTail;
import io.flyshuttle.protocol.message.MasterMessage;
import io.flyshuttle.protocol.message.TaskDeployment;
import io.flyshuttle.protocol.message.TaskMetrics;
import io.flyshuttle.protocol.message.TaskState;
import io.flyshuttle.protocol.message.WorkerInfo;
import io.flyshuttle.protocol.message.WorkerMessage;
import io.flyshuttle.protocol.wire.MasterLink;
import io.flyshuttle.worker.buffer.NetworkBufferPool;
import io.flyshuttle.worker.checkpoint.CheckpointUploads;
import io.flyshuttle.worker.gate.InputGate;
import io.flyshuttle.worker.network.WorkerNetwork;
import io.flyshuttle.worker.partition.PartitionRegistry;
import io.flyshuttle.worker.task.OutputFlusher;
import io.flyshuttle.worker.task.Task;
import io.flyshuttle.worker.task.TaskListener;
import io.flyshuttle.worker.task.TaskPorts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A worker: slots, memory, a data port, and the tasks that run in it. Lives in a process of its own
 * or beside a JobManager in one JVM; which of the two it is shows only in the {@link MasterLink}.
 *
 * <p><b>Threads.</b> Messages are handled one after the other by the agent's thread; each task has
 * its own thread; the data port has event loops. {@link #receive} may be called by any one thread
 * at a time and returns at once.
 */
public final class Worker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

  private static final long REGISTRATION_MILLIS = 500;
  private static final long REGISTRATION_TIMEOUT_MILLIS = 300_000;
  private static final long PRODUCER_TIMEOUT_MILLIS = 60_000;
  private static final long CLOSE_TIMEOUT_MILLIS = 10_000;
  private static final long EMPTY_MILLIS = 50;

  /** So long a worker that goes over to another JobManager deletes unfinished checkpoints first. */
  private static final long DELETION_TIMEOUT_MILLIS = 30_000;

  private final WorkerSettings settings;
  private final ScheduledExecutorService agent;
  private final NetworkBufferPool buffers;
  private final SegmentPool managedMemory;
  private final LocalSpillDirectories directories;
  private final PartitionRegistry partitions = new PartitionRegistry(PRODUCER_TIMEOUT_MILLIS);
  private final WorkerNetwork network;
  private final Path files;
  private final JobLibrary library;
  private final HookRunner hooks;
  private final SplitRequests splits;
  private final ResultPayloads payloads;
  private final CheckpointUploads uploads;
  private final TaskPorts ports;
  private final Map<AttemptID, Task> tasks = new ConcurrentHashMap<>();

  /** Tasks that have ended and whose end is not told yet: large results are stored first. */
  private final Map<AttemptID, Task> ending = new ConcurrentHashMap<>();

  private final CompletableFuture<String> ended = new CompletableFuture<>();
  private volatile MasterLink master;
  private boolean isRegistered;
  private boolean isRegistering;
  private long registrationDeadlineNanos;
  private MasterWatch watch;
  private String actor;
  private volatile boolean closing;

  /** Opens the data port and reserves memory; the worker is not known to anybody yet. */
  public Worker(WorkerSettings settings) {
    this(settings, FaultPoints.none());
  }

  /** As above, with moments at which a test lets something fail. */
  public Worker(WorkerSettings settings, FaultPoints faults) {
    this.settings = settings;
    this.buffers =
        new NetworkBufferPool(settings.memory().networkBytes(), settings.memory().segmentSize());
    this.managedMemory =
        new SegmentPool(
            settings.memory().managedBytes(),
            settings.memory().segmentSize(),
            settings.memory().managedOffHeap(),
            settings.memory().preallocate());
    List<Path> own = new ArrayList<>();
    for (Path directory : settings.directories()) {
      own.add(directory.resolve("flyshuttle-" + settings.id()));
    }
    this.directories = new LocalSpillDirectories(own);
    this.network =
        settings.dataPort() == WorkerSettings.NO_DATA_PORT
            ? null
            : new WorkerNetwork(
                new WorkerNetwork.Settings(
                    settings.id(), "0.0.0.0", settings.dataPort(), settings.secret(), loops()),
                partitions);
    this.splits = new SplitRequests(settings.id(), this::send);
    this.payloads = new ResultPayloads(settings.staging());
    this.agent =
        Executors.newSingleThreadScheduledExecutor(
            action -> {
              Thread thread = new Thread(action, "agent-" + settings.id());
              thread.setDaemon(true);
              return thread;
            });
    this.files = settings.fileDirectory().resolve("flyshuttle-" + settings.id());
    this.library =
        new JobLibrary(
            files,
            settings.configuration(),
            Worker.class.getClassLoader(),
            (delay, action) -> agent.schedule(action, delay.toMillis(), TimeUnit.MILLISECONDS));
    this.hooks = new HookRunner(settings.id(), library, this::send);
    this.uploads =
        new CheckpointUploads(
            settings.id(),
            (int)
                Math.min(
                    Integer.MAX_VALUE,
                    settings
                        .configuration()
                        .get(CheckpointingOptions.FS_SMALL_FILE_THRESHOLD)
                        .getBytes()),
            agent,
            this::send,
            directories,
            faults);
    this.ports =
        new TaskPorts(
            new InputGate.Environment(
                settings.id(),
                buffers,
                partitions,
                network,
                settings
                    .configuration()
                    .get(NettyShuffleEnvironmentOptions.NETWORK_EXTRA_BUFFERS_PER_GATE),
                settings.debloat()),
            managedMemory,
            directories,
            splits::of,
            job -> () -> library.open(job),
            new Listener(),
            new OutputFlusher(agent),
            uploads);
  }

  private static int loops() {
    return Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors()));
  }

  /** What the worker says of itself. */
  public WorkerInfo info() {
    return new WorkerInfo(
        settings.id(),
        settings.host(),
        network == null ? 0 : network.port(),
        settings.slots(),
        settings.memory().managedBytes(),
        settings.memory().networkBytes(),
        Runtime.getRuntime().maxMemory(),
        ProcessHandle.current().pid());
  }

  /**
   * Registers, again and again until the JobManager answers; when that is lost, the worker ends.
   *
   * @param actor the worker's reference, for the answers
   */
  public void start(MasterLink master, String actor) {
    start(master, actor, null);
  }

  /**
   * Registers, again and again until the JobManager answers.
   *
   * @param actor the worker's reference, for the answers
   * @param lookup finds the JobManager that follows when this one is lost; null if none will
   */
  public void start(MasterLink master, String actor, MasterLookup lookup) {
    this.master = master;
    this.actor = actor;
    this.watch =
        new MasterWatch(
            agent,
            System::nanoTime,
            lookup,
            new MasterWatch.Actions() {
              @Override
              public void cancelTasks() {
                Worker.this.cancelTasks();
              }

              @Override
              public void moveTo(MasterLink next) {
                Worker.this.moveTo(next);
              }

              @Override
              public void giveUp(String reason) {
                end(reason);
              }
            });
    logStart();
    MemoryLog.start(settings.configuration(), agent);
    watch.start();
    agent.execute(this::startRegistration);
  }

  private void startRegistration() {
    registrationDeadlineNanos = System.nanoTime() + REGISTRATION_TIMEOUT_MILLIS * 1_000_000;
    watch.registering();
    if (!isRegistering) {
      isRegistering = true;
      register();
    }
  }

  /** Says who the worker is, and again later if there is no answer by then. */
  private void register() {
    if (isRegistered || ended.isDone()) {
      isRegistering = false;
      return;
    }
    if (System.nanoTime() > registrationDeadlineNanos) {
      end("no JobManager answered within " + REGISTRATION_TIMEOUT_MILLIS + " ms");
      return;
    }
    send(new MasterMessage.RegisterWorker(info(), actor, new ArrayList<>(tasks.keySet())));
    agent.schedule(this::register, REGISTRATION_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void logStart() {
    WorkerInfo info = info();
    LOG.info("Worker {} on {} (process {}) has", info.id(), info.host(), info.pid());
    LOG.info("  task slots        {}", info.slots());
    LOG.info("  data port         {}", network == null ? "none, one process" : network.port() + "");
    LOG.info("  directories       {}", directories.directories());
    settings.memory().describe().forEach(LOG::info);
  }

  /** Completes with the reason when the worker has ended by itself or was told to. */
  public CompletableFuture<String> ended() {
    return ended;
  }

  private void send(MasterMessage message) {
    MasterLink link = master;
    if (link != null) {
      link.send(message);
    }
  }

  /** Takes a message of the JobManager. */
  public void receive(WorkerMessage message) {
    try {
      agent.execute(
          () -> {
            try {
              handle(message);
            } catch (RuntimeException e) {
              LOG.error("{} could not be handled", message.getClass().getSimpleName(), e);
            }
          });
    } catch (RejectedExecutionException e) {
      LOG.debug("The worker has ended; dropped {}", message.getClass().getSimpleName());
    }
  }

  private void handle(WorkerMessage message) {
    if (message instanceof WorkerMessage.Registered registered) {
      onRegistered(registered);
    } else if (message instanceof WorkerMessage.NewTokens renewed) {
      take(renewed);
    } else if (message instanceof WorkerMessage.Refused refused) {
      end("the JobManager refused the worker: " + refused.reason());
    } else if (message instanceof WorkerMessage.Ping ping) {
      watch.heard();
      send(new MasterMessage.Pong(settings.id(), ping.sequence(), metrics(), progress()));
      splits.askAgain();
    } else if (message instanceof WorkerMessage.DeployTasks deploy) {
      deploy(deploy.job(), deploy.tasks());
    } else if (message instanceof WorkerMessage.CancelTask cancel) {
      Task task = tasks.get(cancel.attempt());
      if (task != null) {
        task.cancel();
      } else {
        // it has ended already, but what it sent may still wait for a reader that will not come
        partitions.releaseAttempt(cancel.attempt());
      }
    } else if (message instanceof WorkerMessage.SplitAssigned assigned) {
      splits.onAnswer(assigned.attempt(), assigned.request(), assigned.split());
    } else if (message instanceof WorkerMessage.TriggerCheckpoint trigger) {
      triggerCheckpoint(trigger);
    } else if (message instanceof WorkerMessage.CheckpointCompleted completed) {
      uploads.completed(completed.job(), completed.checkpointId());
      tasksOf(completed.job()).forEach(task -> task.checkpointCompleted(completed.checkpointId()));
    } else if (message instanceof WorkerMessage.CheckpointAborted aborted) {
      uploads.abort(aborted.job(), aborted.checkpointId());
      tasksOf(aborted.job()).forEach(task -> task.checkpointAborted(aborted.checkpointId()));
    } else if (message instanceof WorkerMessage.RunGlobalHooks run) {
      hooks.run(run);
    } else if (message instanceof WorkerMessage.FetchLog fetch) {
      sendLog(fetch);
    } else if (message instanceof WorkerMessage.ReleasePartitions release) {
      release.partitions().forEach(partitions::release);
    } else if (message instanceof WorkerMessage.ReleaseJob release) {
      release(release.job());
    } else if (message instanceof WorkerMessage.Shutdown shutdown) {
      end(shutdown.reason());
    }
  }

  private void take(WorkerMessage.NewTokens renewed) {
    try {
      FileSystem.addTokens(renewed.tokens());
      LOG.info("New tokens for file systems");
    } catch (IOException e) {
      LOG.error("New tokens for file systems are not readable: the old ones stay", e);
    }
  }

  private void release(JobID job) {
    hooks.release(job);
    tasksOf(job).forEach(Task::cancel);
    uploads.release(job);
    partitions.releaseJob(job);
    library.release(job);
  }

  private List<Task> tasksOf(JobID job) {
    return tasks.values().stream().filter(task -> task.attempt().job().equals(job)).toList();
  }

  private void triggerCheckpoint(WorkerMessage.TriggerCheckpoint trigger) {
    List<Task> running = tasksOf(trigger.job());
    if (running.isEmpty()) {
      return;
    }
    uploads.expect(trigger.job(), trigger.barrier(), running.get(0).checkpoints(), trigger.tasks());
    for (AttemptID attempt : trigger.triggered()) {
      Task task = tasks.get(attempt);
      if (task != null) {
        task.triggerCheckpoint(trigger.barrier());
      }
    }
  }

  private void onRegistered(WorkerMessage.Registered registered) {
    if (!isRegistered) {
      isRegistered = true;
      LOG.info("Worker {} belongs to session {}", settings.id(), registered.session());
      watch.registered(registered.heartbeatTimeoutMillis());
    }
  }

  /** Another JobManager follows: what ran for the one before ends, then the worker is its. */
  private void moveTo(MasterLink next) {
    LOG.info("Another JobManager has followed; the tasks of the one before are cancelled");
    cancelTasks();
    awaitEmpty(next, System.nanoTime() + DELETION_TIMEOUT_MILLIS * 1_000_000);
  }

  private void cancelTasks() {
    tasks.values().forEach(Task::cancel);
  }

  private void awaitEmpty(MasterLink next, long deletionDeadlineNanos) {
    boolean tasksEnded = tasks.isEmpty() && ending.isEmpty() && hooks.areIdle();
    if (tasksEnded) {
      library.jobs().forEach(this::release);
      partitions.releaseAll();
    }
    boolean hasTime = System.nanoTime() - deletionDeadlineNanos < 0;
    // the next JobManager gives its checkpoints the numbers of those that are being deleted
    if (!tasksEnded || uploads.size() > 0 && hasTime) {
      agent.schedule(
          () -> awaitEmpty(next, deletionDeadlineNanos), EMPTY_MILLIS, TimeUnit.MILLISECONDS);
      return;
    }
    if (uploads.size() > 0) {
      LOG.warn("{} unfinished checkpoints are still being deleted", uploads.size());
    }
    master = next;
    isRegistered = false;
    startRegistration();
  }

  private void deploy(JobContext job, List<TaskDeployment> deployments) {
    List<Task> prepared = new ArrayList<>();
    for (TaskDeployment deployment : deployments) {
      Task task = new Task(job, deployment, ports);
      try {
        if (closing) {
          throw new FlyshuttleException(ErrorCode.WORKER_LOST, "the worker is stopping");
        }
        task.prepare();
        prepared.add(task);
      } catch (IOException | RuntimeException e) {
        send(
            new MasterMessage.TaskStateChanged(
                settings.id(),
                task.attempt(),
                TaskState.FAILED,
                Failure.of(e, ErrorCode.INTERNAL, task.name() + " on " + settings.host()),
                Map.of(),
                null,
                List.of()));
      }
    }
    synchronized (this) {
      if (!closing) {
        prepared.forEach(task -> tasks.put(task.attempt(), task));
        prepared.forEach(Task::start);
        return;
      }
    }
    // whoever closes has not seen them and cancels them no more; they give back what they have
    for (Task task : prepared) {
      task.cancel();
      task.start();
    }
  }

  private void sendLog(WorkerMessage.FetchLog message) {
    besides(
        "log of " + settings.id(),
        () -> {
          LogTail tail = null;
          Failure failure = null;
          try {
            tail = LogFile.tailOfThisProcess(message.maxBytes());
          } catch (FlyshuttleException e) {
            failure = Failure.of(e, ErrorCode.INTERNAL, settings.host());
          }
          send(new MasterMessage.LogFetched(settings.id(), message.request(), tail, failure));
        });
  }

  /** Does what may take a while on a thread of its own. */
  private static void besides(String name, Runnable action) {
    Thread thread = new Thread(action, name);
    thread.setDaemon(true);
    thread.start();
  }

  private final class Listener implements TaskListener {
    @Override
    public void onState(
        Task task, TaskState state, Failure failure, Map<String, byte[]> accumulators) {
      LOG.info(
          "Task {} of job {}, attempt {}: {}",
          task.name(),
          task.attempt().job(),
          task.attempt().attempt(),
          state);
      if (failure != null) {
        LOG.warn("{}\n{}", failure.message(), failure.stackTrace());
      }
      if (state.isTerminal()) {
        splits.forget(task.attempt());
        ending.put(task.attempt(), task);
        tasks.remove(task.attempt());
      }
      report(task, state, failure, accumulators);
      ending.remove(task.attempt());
    }

    private void report(
        Task task, TaskState state, Failure failure, Map<String, byte[]> accumulators) {
      MasterMessage.TaskStateChanged message;
      try {
        message =
            new MasterMessage.TaskStateChanged(
                settings.id(),
                task.attempt(),
                state,
                failure,
                payloads.of(accumulators),
                task.metrics(),
                state == TaskState.FINISHED ? task.blockingResults() : List.of(),
                task.lostPartition());
      } catch (IOException e) {
        message =
            new MasterMessage.TaskStateChanged(
                settings.id(),
                task.attempt(),
                TaskState.FAILED,
                Failure.of(
                    e, ErrorCode.FILE_SYSTEM_UNAVAILABLE, "storing accumulators of " + task.name()),
                Map.of(),
                task.metrics(),
                List.of());
      }
      send(message);
    }

    @Override
    public void onStuck(Task task) {
      end(task.name() + " was canceled and does not stop");
    }
  }

  /** Says good-bye; whoever owns the worker closes it. */
  private void end(String reason) {
    if (ended.isDone()) {
      return;
    }
    LOG.info("Worker {} ends: {}", settings.id(), reason);
    send(new MasterMessage.WorkerStopping(settings.id(), reason));
    ended.complete(reason);
  }

  /** Counters of all tasks whose end the JobManager has not been told. */
  public List<TaskMetrics> metrics() {
    // in this order: a task goes from the first to the second
    Map<AttemptID, Task> all = new HashMap<>(tasks);
    all.putAll(ending);
    return all.values().stream().map(Task::metrics).toList();
  }

  /** What tasks do for checkpoints that they have not acknowledged. */
  private List<CheckpointProgress> progress() {
    List<CheckpointProgress> all = new ArrayList<>(uploads.progress());
    for (Task task : tasks.values()) {
      task.checkpointProgress().ifPresent(all::add);
    }
    return all;
  }

  /** What the worker holds now; all zero when no job is left. */
  public Holdings holdings() {
    return new Holdings(
        tasks.size(),
        buffers.lentBuffers(),
        buffers.promisedBuffers(),
        managedMemory.lentSegments(),
        managedMemory.allocatedSegments(),
        partitions.size(),
        library.size(),
        network == null ? 0 : network.connectionCount(),
        uploads.size());
  }

  /**
   * What a worker holds.
   *
   * @param tasks tasks that have not ended
   * @param lentBuffers network buffers in use
   * @param promisedBuffers network buffers promised to tasks and results
   * @param lentSegments segments of managed memory in use
   * @param allocatedSegments segments of managed memory that exist, in use or not
   * @param results results on offer
   * @param jobs jobs whose code is loaded
   * @param connections connections to other workers
   * @param checkpoints checkpoints that are being written
   */
  public record Holdings(
      int tasks,
      int lentBuffers,
      int promisedBuffers,
      int lentSegments,
      int allocatedSegments,
      int results,
      int jobs,
      int connections,
      int checkpoints) {}

  /** Cancels all tasks, waits for them a while, and frees all the worker has. Idempotent. */
  @Override
  public void close() {
    synchronized (this) {
      if (closing) {
        return;
      }
      closing = true;
    }
    end("closed");
    List<Task> running = new ArrayList<>(tasks.values());
    running.forEach(Task::cancel);
    long deadline = System.nanoTime() + CLOSE_TIMEOUT_MILLIS * 1_000_000;
    try {
      for (Task task : running) {
        task.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    uploads.close();
    partitions.releaseAll();
    library.releaseAll();
    if (network != null) {
      network.close();
    }
    agent.shutdownNow();
    try {
      if (!agent.awaitTermination(CLOSE_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)) {
        LOG.warn("The agent's thread did not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try {
      directories.delete();
      new LocalSpillDirectories(List.of(files)).delete();
    } catch (IOException e) {
      LOG.warn(
          "Could not delete the worker's directories {}, {}", directories.directories(), files, e);
    }
  }
}
