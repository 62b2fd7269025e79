// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.session;

import io.flyshuttle.appmaster.checkpoint.CheckpointPreparation;
import io.flyshuttle.appmaster.checkpoint.CheckpointReport;
import io.flyshuttle.appmaster.checkpoint.CheckpointStorage;
import io.flyshuttle.appmaster.checkpoint.JobCheckpointing;
import io.flyshuttle.appmaster.control.ControlThread;
import io.flyshuttle.appmaster.job.EventLog;
import io.flyshuttle.appmaster.job.JobEvent;
import io.flyshuttle.appmaster.job.JobMaster;
import io.flyshuttle.appmaster.job.JobReport;
import io.flyshuttle.appmaster.job.JobServices;
import io.flyshuttle.appmaster.resource.ResourceProvider;
import io.flyshuttle.appmaster.resource.WorkerExit;
import io.flyshuttle.appmaster.resource.WorkerListener;
import io.flyshuttle.appmaster.schedule.GraphCheck;
import io.flyshuttle.appmaster.slot.SlotPool;
import io.flyshuttle.appmaster.slot.Worker;
import io.flyshuttle.appmaster.slot.WorkerRegistry;
import io.flyshuttle.core.checkpoint.CheckpointKind;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.Failure;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.graph.JobGraph;
import io.flyshuttle.core.job.JobID;
import io.flyshuttle.core.job.JobStatus;
import io.flyshuttle.core.option.JobManagerOptions;
import io.flyshuttle.protocol.message.AttemptID;
import io.flyshuttle.protocol.message.CheckpointProgress;
import io.flyshuttle.protocol.message.LogTail;
import io.flyshuttle.protocol.message.MasterMessage;
import io.flyshuttle.protocol.message.TaskMetrics;
import io.flyshuttle.protocol.message.WorkerInfo;
import io.flyshuttle.protocol.message.WorkerMessage;
import io.flyshuttle.protocol.wire.WorkerLink;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session: accepts jobs and has each run by a {@link JobMaster} of its own, hands on what workers
 * say, ends. Public methods may be called by any thread; they return at once and the work is done
 * by the control thread.
 */
public final class JobManager {
  private static final Logger LOG = LoggerFactory.getLogger(JobManager.class);
  private static final int KEPT_JOBS = 200;
  private static final long KEPT_RESULT_BYTES = 64L << 20;

  /** A larger result is not stored: it is lost with the ApplicationMaster. */
  private static final long STORED_RESULT_BYTES = 32L << 20;

  private static final long TELL_MILLIS = 2_000;
  private static final int ATTEMPTS_PER_MASTER = 1 << 20;
  private static final long REQUESTS_PER_MASTER = 1L << 40;

  /** Stopping waits so long for jobs to be cancelled. */
  private static final long STOP_TIMEOUT_MILLIS = 15_000;

  private final SessionSettings settings;
  private final ControlThread control;
  private final JobJournal journal;
  private final CheckpointStorage storage;
  private final CheckpointPreparation preparation;
  private final WorkerRegistry registry;
  private final JobServices services;
  private final LogRequests logs;
  private final long startMillis;
  private final Map<JobID, JobMaster> running = new LinkedHashMap<>();
  private final Map<JobID, EndedJob> ended = new LinkedHashMap<>();
  private final CompletableFuture<Void> recovered = new CompletableFuture<>();
  private final CompletableFuture<String> stopped = new CompletableFuture<>();
  private final JobMaster.Observer observer =
      new JobMaster.Observer() {
        @Override
        public CompletableFuture<Void> completing(JobMaster job) {
          return onJobCompleting(job);
        }

        @Override
        public void ended(JobMaster job) {
          onJobEnded(job);
        }
      };
  private volatile Map<String, String> configuration;
  private ResourceProvider provider;
  private String stopReason;

  /** Makes a session without workers; {@link #start} begins. */
  public JobManager(
      SessionSettings settings,
      ControlThread control,
      JobJournal journal,
      CheckpointStorage storage) {
    this.settings = settings;
    this.configuration = settings.shown();
    this.storage = storage;
    this.preparation = new CheckpointPreparation(settings.checkpoints(), storage);
    this.control = control;
    this.journal = journal;
    this.startMillis = control.currentTimeMillis();
    this.registry =
        new WorkerRegistry(control, settings.slots(), settings.id(), this::onWorkerLost);
    // above those of earlier ApplicationMasters: a late answer to one of theirs is none of ours
    LongSupplier requests =
        new AtomicLong((long) (journal.attempt() - 1) * REQUESTS_PER_MASTER)::incrementAndGet;
    this.logs = new LogRequests(control, requests);
    this.services =
        new JobServices(
            control,
            registry,
            storage,
            settings.restart(),
            settings.cancelTimeoutMillis(),
            ThreadLocalRandom.current()::nextDouble,
            requests,
            (journal.attempt() - 1) * ATTEMPTS_PER_MASTER);
  }

  /**
   * Begins: asks for workers, and starts the jobs that an earlier ApplicationMaster left.
   *
   * @param workers where workers come from
   * @param links the way to a worker by its actor reference
   */
  public void start(ResourceProvider workers, Function<String, WorkerLink> links) {
    control.execute(
        () -> {
          provider = workers;
          registry.start(workers, listener(), links);
          control.schedule(TELL_MILLIS, this::tell);
        });
    journal
        .takeOver()
        .thenComposeAsync(
            left -> {
              left.ended().forEach(archive -> keep(EndedJob.of(archive)));
              return recoverAll(left.running());
            },
            control)
        .whenComplete(
            (done, thrown) -> {
              if (thrown == null) {
                recovered.complete(null);
              } else {
                recovered.completeExceptionally(thrown);
              }
            });
  }

  /** Done when the jobs of an earlier ApplicationMaster, if there was one, are known again. */
  public CompletableFuture<Void> whenRecovered() {
    return recovered.copy();
  }

  private CompletableFuture<Void> recoverAll(List<JobJournal.StoredJob> jobs) {
    return CompletableFuture.allOf(
        jobs.stream().map(this::recover).toArray(CompletableFuture[]::new));
  }

  private CompletableFuture<Void> recover(JobJournal.StoredJob job) {
    CompletableFuture<JobCheckpointing> prepared =
        job.graph() == null
            ? CompletableFuture.failedFuture(
                new FlyshuttleException(
                    ErrorCode.DATA_CORRUPT, "the job's graph is not readable: submit it again"))
            : CompletableFuture.completedFuture(job.graph())
                .thenCompose(preparation::forRecoveredJob);
    return prepared.handleAsync(
        (checkpointing, thrown) -> {
          if (thrown != null) {
            Throwable cause = thrown instanceof CompletionException ? thrown.getCause() : thrown;
            LOG.error("Job {} \"{}\" cannot go on", job.id(), job.name(), cause);
            EndedJob lost = EndedJob.lost(job, cause.getMessage(), control.currentTimeMillis());
            keep(lost);
            journal.ended(lost.archive());
            return null;
          }
          LOG.warn(
              "Job {} \"{}\" of the ApplicationMaster that was lost {}",
              job.id(),
              job.name(),
              job.completing() == null ? "starts again" : "is completed");
          JobMaster master =
              new JobMaster(checkpointing.adopt(job.graph()), services, checkpointing, observer);
          running.put(job.id(), master);
          if (job.completing() == null) {
            master.startAfterLossOfMaster();
          } else {
            master.completeAfterLossOfMaster(job.completing());
          }
          return null;
        },
        control);
  }

  private WorkerListener listener() {
    return new WorkerListener() {
      @Override
      public void onEarlierWorkers(Map<String, String> hosts) {
        control.execute(() -> registry.expect(hosts));
      }

      @Override
      public void onWorkerAllocated(String workerId, String host) {
        control.execute(() -> registry.launched(workerId, host));
      }

      @Override
      public void onWorkerStarted(String workerId, String host) {
        LOG.debug("Worker {} was started on {}", workerId, host);
      }

      @Override
      public void onWorkerEnded(WorkerExit exit) {
        control.execute(() -> registry.ended(exit));
      }

      @Override
      public void onShortage(String reason) {
        control.execute(() -> registry.shortage(reason));
      }

      @Override
      public void onProviderFailed(Throwable failure) {
        LOG.error("There will be no more workers", failure);
        stop("no more workers: " + failure.getMessage());
      }
    };
  }

  /** A worker says something. */
  public void onMessage(MasterMessage message) {
    control.execute(() -> handle(message));
  }

  private void handle(MasterMessage message) {
    if (message instanceof MasterMessage.RegisterWorker register) {
      registry.register(register);
    } else if (message instanceof MasterMessage.Pong pong) {
      onPong(pong);
    } else if (message instanceof MasterMessage.TaskStateChanged changed) {
      Worker worker = registry.heard(changed.worker());
      JobMaster job = running.get(changed.attempt().job());
      if (job != null) {
        job.onTaskState(changed);
      } else if (worker != null && !changed.state().isTerminal()) {
        worker.send(new WorkerMessage.CancelTask(changed.attempt()));
      }
    } else if (message instanceof MasterMessage.RequestSplit request) {
      JobMaster job = running.get(request.attempt().job());
      if (job != null) {
        job.onSplitRequest(request);
      }
    } else if (message instanceof MasterMessage.GlobalHooksDone done) {
      List.copyOf(running.values()).forEach(job -> job.onHooksDone(done));
    } else if (message instanceof MasterMessage.LogFetched fetched) {
      logs.onAnswer(fetched);
    } else if (message instanceof MasterMessage.CheckpointAcknowledged acknowledged) {
      ofCheckpoint(acknowledged.attempt(), message);
    } else if (message instanceof MasterMessage.CheckpointDeclined declined) {
      ofCheckpoint(declined.attempt(), message);
    } else if (message instanceof MasterMessage.FinalCheckpointAwaited awaited) {
      ofCheckpoint(awaited.attempt(), message);
    } else if (message instanceof MasterMessage.WorkerStopping stopping) {
      registry.stopping(stopping.worker(), stopping.reason());
    }
  }

  private void onPong(MasterMessage.Pong pong) {
    Worker worker = registry.heard(pong.worker());
    Set<AttemptID> present = new HashSet<>();
    for (TaskMetrics metrics : pong.metrics()) {
      present.add(metrics.attempt());
      JobMaster job = running.get(metrics.attempt().job());
      if (job != null) {
        job.onMetrics(metrics);
      } else if (worker != null) {
        // its job has ended: a message that would have ended it was lost
        worker.send(new WorkerMessage.CancelTask(metrics.attempt()));
      }
    }
    for (CheckpointProgress progress : pong.checkpoints()) {
      JobMaster job = running.get(progress.attempt().job());
      if (job != null) {
        job.onCheckpointProgress(progress);
      }
    }
    if (worker != null) {
      List.copyOf(running.values()).forEach(job -> job.onPong(worker, pong.sequence(), present));
    }
  }

  private void ofCheckpoint(AttemptID attempt, MasterMessage message) {
    JobMaster job = running.get(attempt.job());
    if (job != null) {
      job.onCheckpointMessage(message);
    }
  }

  private void onWorkerLost(Worker worker, Failure failure) {
    logs.onWorkerLost(worker);
    List.copyOf(running.values()).forEach(job -> job.onWorkerLost(worker, failure));
  }

  private void tell() {
    // also of workers without tasks: silence is how a worker learns that its master is lost
    registry.ping();
    running.values().forEach(JobMaster::tell);
    control.schedule(TELL_MILLIS, this::tell);
  }

  /**
   * Takes a job. The future has its id when the job is known durably; it has begun by then.
   *
   * @return fails if the job's checkpoints cannot be written, or if it cannot start from the saved
   *     state that it is to start from
   * @throws FlyshuttleException with INVALID_PROGRAM if the graph cannot be run
   */
  public CompletableFuture<JobID> submit(JobGraph graph) {
    GraphCheck.check(graph);
    return preparation
        .forNewJob(graph)
        .thenApplyAsync(
            checkpointing -> {
              if (stopReason != null) {
                throw new FlyshuttleException(
                    ErrorCode.SESSION_NOT_READY, "the session is stopping: " + stopReason);
              }
              if (running.containsKey(graph.id()) || ended.containsKey(graph.id())) {
                throw new FlyshuttleException(
                    ErrorCode.INVALID_PROGRAM, "job " + graph.id() + " was submitted already");
              }
              CompletableFuture<Void> durable =
                  journal.accepted(graph, control.currentTimeMillis());
              JobMaster job =
                  new JobMaster(checkpointing.adopt(graph), services, checkpointing, observer);
              running.put(graph.id(), job);
              job.start();
              return durable;
            },
            control)
        .thenCompose(durable -> durable)
        .exceptionally(
            e -> {
              Throwable cause = e instanceof CompletionException ? e.getCause() : e;
              if (cause instanceof FlyshuttleException refused) {
                throw refused;
              }
              // The job runs; only a loss of this ApplicationMaster would not be told of.
              LOG.warn("Job {} is not in the journal", graph.id(), cause);
              return null;
            })
        .thenApply(done -> graph.id());
  }

  private CompletableFuture<Void> onJobCompleting(JobMaster job) {
    return journal.completing(
        EndedJob.archive(
            job.detail(), job.resultSoFar(), job.failures(), EndedJob.withoutCode(job.graph())));
  }

  private void onJobEnded(JobMaster job) {
    running.remove(job.id());
    EndedJob end = EndedJob.of(job);
    keep(end);
    journal.ended((end.inlineBytes() > STORED_RESULT_BYTES ? end.withoutResult() : end).archive());
    if (stopReason != null && running.isEmpty()) {
      finishStop();
    }
  }

  private void keep(EndedJob job) {
    ended.put(job.result().id(), job);
    List<JobID> ids = new ArrayList<>(ended.keySet());
    long bytes = 0;
    for (int i = ids.size() - 1; i >= 0; i--) {
      EndedJob old = ended.get(ids.get(i));
      bytes += old.inlineBytes();
      if (ids.size() - i > KEPT_JOBS) {
        ended.remove(ids.get(i));
        journal.forgotten(ids.get(i));
      } else if (bytes > KEPT_RESULT_BYTES && i < ids.size() - 1) {
        ended.put(ids.get(i), old.withoutResult());
      }
    }
  }

  /** All known jobs, newest first. */
  public CompletableFuture<List<JobReport.Line>> jobs() {
    return onControl(
        () -> {
          List<JobReport.Line> lines = new ArrayList<>();
          ended.values().forEach(job -> lines.add(job.detail().line()));
          running.values().forEach(job -> lines.add(job.line()));
          Collections.reverse(lines);
          return lines;
        });
  }

  /** A job with its subtasks. */
  public CompletableFuture<JobReport.Detail> job(JobID id) {
    return ask(id, JobMaster::detail, EndedJob::detail);
  }

  /** What a job left; its status says whether it has ended. */
  public CompletableFuture<JobReport.Result> result(JobID id) {
    return ask(id, JobMaster::result, EndedJob::result);
  }

  /** The graph of a job, without code. */
  public CompletableFuture<JobGraph> graph(JobID id) {
    return ask(id, job -> EndedJob.withoutCode(job.graph()), EndedJob::graph);
  }

  /** The newest failures of a job, newest first. */
  public CompletableFuture<List<JobEvent.Failed>> failures(JobID id) {
    return ask(id, JobMaster::failures, EndedJob::failures);
  }

  /** Has the job cancelled; gives its status afterwards. */
  public CompletableFuture<JobStatus> cancel(JobID id) {
    return ask(
        id,
        job -> {
          job.cancel("cancelled by the user");
          return job.status();
        },
        job -> job.result().status());
  }

  /**
   * Asks for a checkpoint or savepoint of a job.
   *
   * @param directory in which a savepoint gets a directory of its own; empty for the configured one
   * @return its URI when it is complete; if the job is to stop with it, when the job has ended
   */
  public CompletableFuture<String> save(JobID id, CheckpointKind kind, String directory) {
    return ask(
            id,
            job -> job.save(kind, directory),
            job ->
                CompletableFuture.<String>failedFuture(
                    new FlyshuttleException(
                        ErrorCode.JOB_NOT_FOUND,
                        "job " + id + " has ended as " + job.result().status())))
        .thenCompose(result -> result);
  }

  /**
   * Takes a savepoint and cancels the job the moment it is complete. What sinks would have
   * committed with the next checkpoint stays uncommitted, unlike with {@link
   * CheckpointKind#SAVEPOINT_AND_STOP}.
   */
  public CompletableFuture<String> saveAndCancel(JobID id, String directory) {
    return save(id, CheckpointKind.SAVEPOINT, directory)
        .thenCompose(path -> cancel(id).thenApply(status -> path));
  }

  /** The checkpoints of a job in numbers. */
  public CompletableFuture<CheckpointReport.Summary> checkpoints(JobID id) {
    return ask(id, JobMaster::checkpoints, EndedJob::checkpoints);
  }

  /** A checkpoint of a running job with the parts of its tasks; empty if it is not remembered. */
  public CompletableFuture<Optional<CheckpointReport.Detail>> checkpoint(
      JobID id, long checkpointId) {
    return ask(id, job -> job.checkpoint(checkpointId), job -> Optional.empty());
  }

  /**
   * Gives kept events with a number above {@code after}, and all later ones, to {@code listener},
   * which is called by the control thread and must not block. The last event is {@link
   * JobEvent.Ended}.
   *
   * @return ends the listening; any thread
   */
  public CompletableFuture<Runnable> listen(
      JobID id, long after, Consumer<JobEvent.Numbered> listener) {
    return ask(id, JobMaster::events, EndedJob::events)
        .thenApplyAsync(
            (EventLog log) -> {
              Runnable end = log.listen(after, listener);
              return () -> control.execute(end);
            },
            control);
  }

  private <T> CompletableFuture<T> ask(
      JobID id, Function<JobMaster, T> ofRunning, Function<EndedJob, T> ofEnded) {
    return onControl(
        () -> {
          JobMaster job = running.get(id);
          if (job != null) {
            return ofRunning.apply(job);
          }
          EndedJob old = ended.get(id);
          if (old == null) {
            throw new FlyshuttleException(
                ErrorCode.JOB_NOT_FOUND,
                "this session does not know a job " + id + "; the list command shows its jobs");
          }
          return ofEnded.apply(old);
        });
  }

  /** The session in numbers. */
  public CompletableFuture<SessionReport.Overview> overview() {
    return onControl(
        () -> {
          Map<JobStatus, Integer> jobs = new EnumMap<>(JobStatus.class);
          running.values().forEach(job -> jobs.merge(job.status(), 1, Integer::sum));
          ended.values().forEach(job -> jobs.merge(job.result().status(), 1, Integer::sum));
          SlotPool pool = registry.pool();
          long managed = 0;
          long network = 0;
          long heap = 0;
          for (Worker worker : pool.workers()) {
            WorkerInfo info = worker.info();
            managed += info.managedMemoryBytes();
            network += info.networkMemoryBytes();
            heap += info.heapBytes();
          }
          return new SessionReport.Overview(
              settings.id(),
              stopReason != null,
              startMillis,
              pool.workers().size(),
              registry.wantedWorkers(),
              pool.totalSlots(),
              pool.freeSlots(),
              managed,
              network,
              heap,
              jobs);
        });
  }

  /** The registered workers. */
  public CompletableFuture<List<SessionReport.WorkerLine>> workers() {
    return onControl(
        () ->
            registry.pool().workers().stream()
                .map(
                    w ->
                        new SessionReport.WorkerLine(
                            w.info(),
                            w.freeSlots(),
                            w.lastHeardTimeMillis(),
                            List.copyOf(w.jobs())))
                .toList());
  }

  /**
   * The end of a worker's log.
   *
   * @param id the worker's id, or so much of its end that it can be no other's
   * @param maxBytes at most so many bytes
   */
  public CompletableFuture<LogTail> workerLog(String id, int maxBytes) {
    return onControl(() -> logs.ask(registry.pool().workers(), id, maxBytes))
        .thenCompose(answer -> answer);
  }

  /** The session's settings for people, without secrets; with the address that workers use. */
  public Map<String, String> configuration() {
    return configuration;
  }

  /** Where workers reach the session: known when the port is open. */
  public void reachableAt(String host, int port) {
    Map<String, String> completed = new TreeMap<>(configuration);
    completed.put(JobManagerOptions.ADDRESS.key(), host);
    completed.put(JobManagerOptions.PORT.key(), Integer.toString(port));
    configuration = completed;
  }

  /** New tokens for file systems, for all workers. Any thread. */
  public void giveTokens(byte[] tokens) {
    control.execute(() -> registry.giveTokens(tokens));
  }

  /**
   * Ends the session: cancels its jobs, then ends the workers. Done when {@link #whenStopped} is.
   */
  public void stop(String reason) {
    control.execute(
        () -> {
          if (stopReason != null) {
            return;
          }
          LOG.info("The session stops: {}", reason);
          stopReason = reason;
          if (running.isEmpty()) {
            finishStop();
            return;
          }
          List.copyOf(running.values()).forEach(job -> job.cancel("the session stops: " + reason));
          control.schedule(STOP_TIMEOUT_MILLIS, this::finishStop);
        });
  }

  private void finishStop() {
    if (stopped.isDone()) {
      return;
    }
    registry.stop(stopReason);
    if (provider != null) {
      provider.stop();
    }
    // what has been deleted by now is gone before the session is, and nothing is written after it
    CompletableFuture.allOf(storage.idle(), journal.idle())
        .orTimeout(STOP_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
        .whenComplete((done, thrown) -> stopped.complete(stopReason));
  }

  /** Done, with the reason, when jobs and workers have been ended. */
  public CompletableFuture<String> whenStopped() {
    return stopped.copy();
  }

  private <T> CompletableFuture<T> onControl(Supplier<T> question) {
    return CompletableFuture.supplyAsync(question, control);
  }
}
