// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.local;

import io.flyshuttle.appmaster.checkpoint.FileCheckpointStorage;
import io.flyshuttle.appmaster.control.ExecutorControlThread;
import io.flyshuttle.appmaster.job.JobEvent;
import io.flyshuttle.appmaster.job.JobReport;
import io.flyshuttle.appmaster.session.JobJournal;
import io.flyshuttle.appmaster.session.JobManager;
import io.flyshuttle.appmaster.session.SessionSettings;
import io.flyshuttle.core.client.JobClient;
import io.flyshuttle.core.fault.FaultPoints;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.file.Path;
import io.flyshuttle.core.graph.JobGraph;
import io.flyshuttle.core.job.JobID;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.option.HeartbeatManagerOptions;
import io.flyshuttle.worker.agent.Worker;
import io.flyshuttle.worker.agent.WorkerSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session in this JVM: JobManager and workers, each with the threads it has on a cluster. All its
 * threads are daemons. Usable by any thread.
 */
public final class LocalSession implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LocalSession.class);
  private static final AtomicInteger NUMBERS = new AtomicInteger();
  private static final long STOP_TIMEOUT_SECONDS = 20;

  private final LocalSettings settings;
  private final ExecutorControlThread control;
  private final JobManager jobManager;
  private final FileCheckpointStorage storage;
  private final LocalWorkers workers;

  /** Checkpoints of jobs that set no directory. */
  private final Path directory;

  /** A process that ends without closing the session leaves no files behind either. */
  private final Thread onExit;

  private LocalSession(LocalSettings settings, FaultPoints faults) {
    this.settings = settings;
    String name = "local-" + ProcessHandle.current().pid() + "-" + NUMBERS.incrementAndGet();
    this.control = new ExecutorControlThread(name + "-job-manager");
    Configuration configuration = Configuration.fromMap(settings.configuration());
    if (!configuration.contains(HeartbeatManagerOptions.HEARTBEAT_TIMEOUT)) {
      // Nobody is lost in one process, but a debugger may stop everybody for long.
      configuration.set(HeartbeatManagerOptions.HEARTBEAT_TIMEOUT, Duration.ofDays(1));
    }
    this.directory =
        new Path(
            WorkerSettings.directories(configuration, null)
                .get(0)
                .resolve(name)
                .toUri()
                .toString());
    SessionSettings session =
        SessionSettings.of(
                name,
                configuration,
                settings.slots(),
                settings.workers(),
                settings.workers(),
                directory.toString())
            .inOneProcess();
    this.storage = new FileCheckpointStorage(1, faults);
    this.jobManager = new JobManager(session, control, JobJournal.none(), storage);
    this.workers = new LocalWorkers(name, settings, jobManager::onMessage, faults);
    this.onExit = new Thread(this::end, name + "-exit");
  }

  /** Starts a session; its workers are ready a moment later. */
  public static LocalSession start(LocalSettings settings) {
    return start(settings, FaultPoints.none());
  }

  /** As above, with moments at which a test lets something fail. */
  public static LocalSession start(LocalSettings settings, FaultPoints faults) {
    LocalSession session = new LocalSession(settings, faults);
    Runtime.getRuntime().addShutdownHook(session.onExit);
    session.jobManager.start(session.workers, session.workers::link);
    LOG.debug("Local session with {}", settings);
    return session;
  }

  public LocalSettings settings() {
    return settings;
  }

  /** The session's JobManager. */
  public JobManager jobManager() {
    return jobManager;
  }

  /** The workers by their ids. */
  public Map<String, Worker> workers() {
    return workers.workers();
  }

  /** Ends a worker without warning, as the end of its process would. */
  public void killWorker(String id) {
    workers.kill(id);
  }

  /**
   * Hands over a job.
   *
   * @throws FlyshuttleException if it is not accepted
   */
  public JobClient submit(JobGraph graph) {
    try {
      JobID id = jobManager.submit(graph).join();
      ClassLoader loader = Thread.currentThread().getContextClassLoader();
      return new LocalJobClient(
          jobManager, id, loader != null ? loader : LocalSession.class.getClassLoader());
    } catch (CompletionException e) {
      throw e.getCause() instanceof FlyshuttleException refused ? refused : e;
    }
  }

  /** Completes with the job's result, whatever its status, when it has ended. */
  CompletableFuture<JobReport.Result> ended(JobID id) {
    return ended(jobManager, id);
  }

  static CompletableFuture<JobReport.Result> ended(JobManager jobManager, JobID id) {
    CompletableFuture<JobReport.Result> result = new CompletableFuture<>();
    jobManager
        .listen(
            id,
            0,
            event -> {
              if (event.event() instanceof JobEvent.Ended) {
                jobManager
                    .result(id)
                    .whenComplete(
                        (value, thrown) -> {
                          if (thrown == null) {
                            result.complete(value);
                          } else {
                            result.completeExceptionally(thrown);
                          }
                        });
              }
            })
        .whenComplete(
            (end, thrown) -> {
              if (thrown != null) {
                result.completeExceptionally(thrown);
              }
            });
    return result;
  }

  /** Cancels all jobs and ends the workers; returns when all memory and files are free. */
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(onExit);
    } catch (IllegalStateException e) {
      LOG.debug("The process is ending already", e);
    }
    end();
  }

  private void end() {
    jobManager.stop("closed");
    try {
      jobManager.whenStopped().get(STOP_TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("The local session did not end cleanly", e);
    }
    workers.awaitEnd();
    storage.close();
    control.close();
    try {
      directory.getFileSystem().delete(directory, true);
    } catch (IOException e) {
      LOG.warn("Could not delete {}", directory, e);
    }
  }
}
