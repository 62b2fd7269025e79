// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.checkpoint;

import io.flyshuttle.core.checkpoint.Barrier;
import io.flyshuttle.core.checkpoint.SnapshotTimes;
import io.flyshuttle.core.checkpoint.TaskCheckpoints;
import io.flyshuttle.core.checkpoint.file.LocalSegments;
import io.flyshuttle.core.fault.Failure;
import io.flyshuttle.core.fault.FaultPoints;
import io.flyshuttle.core.job.JobID;
import io.flyshuttle.core.memory.LocalSpillDirectories;
import io.flyshuttle.protocol.message.AttemptID;
import io.flyshuttle.protocol.message.CheckpointProgress;
import io.flyshuttle.protocol.message.MasterMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All checkpoints that a worker is writing. Usable by any thread. */
public final class CheckpointUploads implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CheckpointUploads.class);

  private static final int THREADS = 4;

  /** A disk with less room than this gets no copies of state. */
  private static final long LOCAL_RESERVE_BYTES = 1L << 30;

  private static final long IDLE_SECONDS = 10;
  private static final long CLOSE_TIMEOUT_MILLIS = 10_000;

  /** Checkpoints of a job that are remembered after they ended, so that latecomers are told. */
  private static final int REMEMBERED = 32;

  private final String worker;
  private final int inlineBelowBytes;
  private final ScheduledExecutorService clock;
  private final Consumer<MasterMessage> master;
  private final FaultPoints faults;
  private final ExecutorService threads;
  private final Map<JobID, TreeMap<Long, WorkerCheckpoint>> jobs = new HashMap<>();

  /** Of jobs that have ended here; what is written of them is being deleted. */
  private final Set<WorkerCheckpoint> released = new HashSet<>();

  private final LocalSpillDirectories local;
  private final Map<JobID, LocalSegments> copies = new HashMap<>();

  /**
   * @param worker id of this worker, part of its files' names
   * @param inlineBelowBytes state of fewer bytes stands in the acknowledgement
   * @param clock for delays; runs nothing that waits
   * @param master takes acknowledgements
   * @param local for copies of what is written
   */
  public CheckpointUploads(
      String worker,
      int inlineBelowBytes,
      ScheduledExecutorService clock,
      Consumer<MasterMessage> master,
      LocalSpillDirectories local,
      FaultPoints faults) {
    this.worker = worker;
    this.inlineBelowBytes = inlineBelowBytes;
    this.clock = clock;
    this.master = master;
    this.local = local;
    this.faults = faults;
    AtomicInteger number = new AtomicInteger();
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            action -> {
              Thread thread =
                  new Thread(action, "checkpoint-" + worker + "-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    pool.allowCoreThreadTimeOut(true);
    this.threads = pool;
  }

  String worker() {
    return worker;
  }

  int inlineBelowBytes() {
    return inlineBelowBytes;
  }

  /** Where tests let something fail. */
  public FaultPoints faults() {
    return faults;
  }

  void send(MasterMessage message) {
    master.accept(message);
  }

  private WorkerCheckpoint checkpoint(JobID job, Barrier barrier, TaskCheckpoints settings) {
    synchronized (jobs) {
      TreeMap<Long, WorkerCheckpoint> ofJob = jobs.computeIfAbsent(job, key -> new TreeMap<>());
      WorkerCheckpoint known = ofJob.get(barrier.checkpointId());
      if (known != null) {
        return known;
      }
      WorkerCheckpoint made =
          new WorkerCheckpoint(this, barrier, settings, localSegments(job, settings));
      ofJob.put(barrier.checkpointId(), made);
      Iterator<WorkerCheckpoint> oldest = ofJob.values().iterator();
      while (ofJob.size() > REMEMBERED && oldest.hasNext()) {
        if (oldest.next().isIdle()) {
          oldest.remove();
        }
      }
      return made;
    }
  }

  /** Local copies of what this worker has written for a job; null if it keeps none. */
  public LocalSegments localSegments(JobID job, TaskCheckpoints settings) {
    if (!settings.localCopies() || settings.base().isEmpty()) {
      return null;
    }
    synchronized (jobs) {
      return copies.computeIfAbsent(
          job, id -> new LocalSegments(local.child("state-" + id), LOCAL_RESERVE_BYTES));
    }
  }

  /** A checkpoint is complete. */
  public void completed(JobID job, long checkpointId) {
    LocalSegments ofJob;
    synchronized (jobs) {
      ofJob = copies.get(job);
    }
    if (ofJob != null) {
      inBackground(() -> ofJob.completed(checkpointId));
    }
  }

  /** A checkpoint begins, and so many tasks of this worker take part. */
  public void expect(JobID job, Barrier barrier, TaskCheckpoints settings, int tasks) {
    checkpoint(job, barrier, settings).expect(tasks);
  }

  /**
   * Makes the upload of a task's state, which is closed when it is written; {@link #submit} begins
   * to write it.
   *
   * @param times without those of writing
   */
  public Upload prepare(
      AttemptID attempt,
      Barrier barrier,
      TaskCheckpoints settings,
      PendingState state,
      SnapshotTimes times) {
    WorkerCheckpoint checkpoint = checkpoint(attempt.job(), barrier, settings);
    Upload upload = new Upload(checkpoint, attempt, state, times);
    checkpoint.add(upload);
    return upload;
  }

  /** Begins to write what was prepared. Any thread, once. */
  public void submit(Upload upload) {
    try {
      upload.submitted(threads.submit(upload::write));
    } catch (RejectedExecutionException e) {
      LOG.debug("The worker ends; a checkpoint is not written");
      upload.cancel();
    }
  }

  /** Runs an action that does not wait, after a while; never if the worker ends before. */
  public void after(long millis, Runnable action) {
    try {
      clock.schedule(action, millis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("The worker ends; nothing is timed any more");
    }
  }

  /** A task could not take its snapshot. */
  public void decline(AttemptID attempt, long checkpointId, Failure reason) {
    send(new MasterMessage.CheckpointDeclined(worker, attempt, checkpointId, reason));
  }

  /** A task waits for one more checkpoint before it finishes. */
  public void awaitFinal(AttemptID attempt) {
    send(new MasterMessage.FinalCheckpointAwaited(worker, attempt));
  }

  /** A checkpoint will not complete: what is being written for it is deleted. */
  public void abort(JobID job, long checkpointId) {
    WorkerCheckpoint checkpoint;
    synchronized (jobs) {
      TreeMap<Long, WorkerCheckpoint> ofJob = jobs.get(job);
      checkpoint = ofJob == null ? null : ofJob.get(checkpointId);
    }
    if (checkpoint != null) {
      checkpoint.abort();
    }
  }

  /** A job has ended on this worker. */
  public void release(JobID job) {
    List<WorkerCheckpoint> left = new ArrayList<>();
    LocalSegments segments;
    synchronized (jobs) {
      segments = copies.remove(job);
      TreeMap<Long, WorkerCheckpoint> ofJob = jobs.remove(job);
      if (ofJob != null) {
        left.addAll(ofJob.values());
      }
      released.removeIf(WorkerCheckpoint::isIdle);
      left.stream().filter(checkpoint -> !checkpoint.isIdle()).forEach(released::add);
    }
    left.forEach(WorkerCheckpoint::abortWithJob);
    if (segments != null) {
      inBackground(segments::delete);
    }
  }

  /** Checkpoints that are being written or deleted. */
  public int size() {
    synchronized (jobs) {
      released.removeIf(WorkerCheckpoint::isIdle);
      return released.size()
          + (int)
              jobs.values().stream()
                  .flatMap(ofJob -> ofJob.values().stream())
                  .filter(checkpoint -> !checkpoint.isIdle())
                  .count();
    }
  }

  /** What is not acknowledged yet. */
  public List<CheckpointProgress> progress() {
    List<WorkerCheckpoint> all = new ArrayList<>();
    synchronized (jobs) {
      jobs.values().forEach(ofJob -> all.addAll(ofJob.values()));
    }
    List<CheckpointProgress> progress = new ArrayList<>();
    all.forEach(checkpoint -> checkpoint.addProgress(progress));
    return progress;
  }

  void inBackground(Runnable action) {
    try {
      threads.execute(action);
    } catch (RejectedExecutionException e) {
      LOG.debug("The worker ends; nothing is written any more");
    }
  }

  void later(Runnable action, long millis) {
    try {
      clock.schedule(() -> inBackground(action), millis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("The worker ends; nothing is written any more");
    }
  }

  /** Gives up what is being written, and ends the threads. All tasks have ended. */
  @Override
  public void close() {
    List<JobID> left;
    synchronized (jobs) {
      left = new ArrayList<>(jobs.keySet());
      copies.keySet().stream().filter(job -> !jobs.containsKey(job)).forEach(left::add);
    }
    left.forEach(this::release);
    threads.shutdown();
    try {
      if (!threads.awaitTermination(CLOSE_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)) {
        LOG.warn("Writing a checkpoint did not end; its thread is left behind");
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
