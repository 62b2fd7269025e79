// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.task;

import io.flyshuttle.core.checkpoint.Barrier;
import io.flyshuttle.core.checkpoint.CheckpointKind;
import io.flyshuttle.core.checkpoint.SnapshotTimes;
import io.flyshuttle.core.checkpoint.TaskCheckpoints;
import io.flyshuttle.core.checkpoint.TaskRestore;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.Failure;
import io.flyshuttle.core.fault.FaultPoints;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.protocol.message.AttemptID;
import io.flyshuttle.worker.buffer.BarrierMark;
import io.flyshuttle.worker.buffer.InFlight;
import io.flyshuttle.worker.chain.OperatorChain;
import io.flyshuttle.worker.checkpoint.OvertakenState;
import io.flyshuttle.worker.checkpoint.PendingState;
import io.flyshuttle.worker.checkpoint.Upload;
import io.flyshuttle.worker.gate.BarrierAlignment;
import io.flyshuttle.worker.partition.PipelinedPartition;
import io.flyshuttle.worker.partition.RecordWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A task's part in checkpoints: takes the snapshot when it is due, sends the barrier on, hands the
 * state over to be written, and tells the operators what became of it. It also knows how the task
 * ends: after a savepoint that stops the job nothing happens any more, neither timers nor the end
 * of inputs; a task with operators that commit on a checkpoint waits for a last one.
 *
 * <p>Used by the task's thread, under the source lock if there is one.
 */
final class TaskSnapshots {
  private static final Logger LOG = LoggerFactory.getLogger(TaskSnapshots.class);

  private static final long NONE = Long.MIN_VALUE;

  private final AttemptID attempt;
  private final TaskCheckpoints settings;
  private final TaskPorts ports;
  private final String name;
  private final OperatorChain chain;
  private final List<RecordWriter<Object>> writers;
  private final List<Upload> uploads = new ArrayList<>();

  /** A snapshot that is being taken. */
  record Taking(long checkpointId, long sinceNanos) {}

  private volatile Taking taking;

  /** Whether stores may refer to files of earlier checkpoints: they must be this job's own. */
  private boolean incremental;

  /** What the newest barrier overtakes; null if it may not. */
  private InFlight inFlight;

  private long inFlightId;

  /** The savepoint that is to end the job, while it is not known whether it will complete. */
  private long stopping = NONE;

  private boolean stopped;
  private boolean drained;
  private boolean finished;
  private boolean outputsEnded;

  /** The first checkpoint that was taken after the chain had finished. */
  private long last = NONE;

  private boolean lastCompleted;

  TaskSnapshots(
      AttemptID attempt,
      TaskCheckpoints settings,
      TaskRestore restore,
      TaskPorts ports,
      String name,
      OperatorChain chain,
      List<RecordWriter<Object>> writers) {
    this.attempt = attempt;
    this.settings = settings;
    this.ports = ports;
    this.name = name;
    this.chain = chain;
    this.writers = writers;
    this.incremental =
        settings.incremental() && (restore == null || restore.base().equals(settings.base()));
  }

  // ---- snapshots ----

  /**
   * A snapshot is due; see {@link BarrierAlignment.Listener}.
   *
   * @param overtaken null if the barrier may not overtake
   */
  void take(Barrier barrier, long firstNanos, InFlight overtaken) throws Exception {
    long start = System.nanoTime();
    taking = new Taking(barrier.checkpointId(), start);
    try {
      take(barrier, firstNanos, overtaken, start);
    } finally {
      taking = null;
    }
  }

  /** What is being taken now; null if nothing is. Any thread. */
  Taking taking() {
    return taking;
  }

  private void take(Barrier barrier, long firstNanos, InFlight overtaken, long start)
      throws Exception {
    long alignmentMillis = (start - firstNanos) / 1_000_000;
    long startDelayMillis =
        Math.max(0, System.currentTimeMillis() - alignmentMillis - barrier.timestampMillis());
    if (barrier.kind() == CheckpointKind.SAVEPOINT_AND_DRAIN && !finished) {
      drained = true;
      finishChain();
    }
    PendingState state = null;
    IOException failure = null;
    try {
      state =
          chain.snapshot(
              barrier,
              incremental && barrier.kind() == CheckpointKind.CHECKPOINT,
              finished && !drained);
    } catch (IOException e) {
      failure = e;
    }
    giveUpInFlight();
    inFlight = overtaken;
    inFlightId = barrier.checkpointId();
    if (!outputsEnded) {
      emit(barrier);
    }
    if (barrier.kind().stops()) {
      stopping = barrier.checkpointId();
    }
    if (failure != null) {
      giveUpInFlight();
      decline(barrier, failure);
      return;
    }
    if (finished && last == NONE) {
      last = barrier.checkpointId();
    }
    long syncMillis = (System.nanoTime() - start) / 1_000_000;
    uploads.removeIf(Upload::isReported);
    Upload upload =
        ports
            .uploads()
            .prepare(
                attempt,
                barrier,
                settings,
                overtaken == null ? state : new OvertakenState(state, overtaken),
                new SnapshotTimes(
                    startDelayMillis,
                    alignmentMillis,
                    syncMillis,
                    0,
                    0,
                    0,
                    overtaken != null && overtaken.isOvertaking(),
                    0));
    uploads.add(upload);
    if (overtaken == null) {
      ports.uploads().submit(upload);
    } else {
      overtaken.whenDone(() -> ports.uploads().submit(upload));
    }
  }

  private void emit(Barrier barrier) throws IOException {
    if (inFlight == null) {
      for (RecordWriter<Object> writer : writers) {
        writer.emitBarrier(barrier);
      }
      return;
    }
    long left = BarrierAlignment.millisLeft(barrier, settings.alignedTimeoutMillis());
    boolean urgent = inFlight.isOvertaking() || left == 0;
    for (int i = 0; i < writers.size(); i++) {
      writers.get(i).emitBarrier(new BarrierMark(barrier, urgent), inFlight, i);
    }
    if (!urgent) {
      ports.uploads().after(left, () -> overtake(barrier.checkpointId()));
    }
  }

  /** Where the barrier still waits behind data it has waited long enough. Any thread. */
  private void overtake(long checkpointId) {
    for (RecordWriter<Object> writer : writers) {
      if (writer.partition() instanceof PipelinedPartition result) {
        result.overtake(checkpointId);
      }
    }
  }

  /** What channels have not delivered yet is not waited for any more. */
  private void giveUpInFlight() {
    if (inFlight != null) {
      inFlight.cancel();
      inFlight = null;
    }
  }

  private void decline(Barrier barrier, IOException failure) {
    LOG.warn("{} could not take checkpoint {}", name, barrier.checkpointId(), failure);
    ports
        .uploads()
        .decline(
            attempt,
            barrier.checkpointId(),
            Failure.of(failure, ErrorCode.CHECKPOINT_FAILED, name));
  }

  /** A checkpoint is complete. */
  void onCompleted(long checkpointId) throws IOException {
    ports.uploads().faults().reached(FaultPoints.WORKER_BEFORE_COMMIT, checkpointId);
    chain.checkpointCompleted(checkpointId);
    incremental = settings.incremental();
    if (last != NONE && checkpointId >= last) {
      lastCompleted = true;
    }
    if (checkpointId == stopping) {
      stopping = NONE;
      stopped = true;
      if (!drained) {
        chain.stopped();
      }
    }
  }

  /** A checkpoint will never complete. */
  void onAborted(long checkpointId) {
    if (checkpointId == inFlightId) {
      giveUpInFlight();
    }
    chain.checkpointAborted(checkpointId);
    if (checkpointId == last) {
      last = NONE;
    }
    if (checkpointId == stopping) {
      stopping = NONE;
      if (drained) {
        throw new FlyshuttleException(
            ErrorCode.CHECKPOINT_FAILED,
            "savepoint "
                + checkpointId
                + ", which was to drain and stop the job, failed after "
                + name
                + " had finished; the job starts again from its last checkpoint");
      }
    }
  }

  // ---- how the task ends ----

  /** Whether nothing may happen but mail: a savepoint that stops the job has been taken. */
  boolean isStopping() {
    return stopping != NONE || stopped;
  }

  /** Whether the savepoint is complete and the task ends as it stands. */
  boolean isStopped() {
    return stopped;
  }

  /** Whether the operators have finished. */
  boolean isFinished() {
    return finished;
  }

  /** All input is there: the operators emit what is left. */
  void finishChain() {
    if (!finished) {
      chain.finish();
      finished = true;
    }
  }

  /** Ends the results: readers get no barriers any more, but the end. */
  void endOutputs() throws IOException {
    for (RecordWriter<Object> writer : writers) {
      writer.finish();
    }
    outputsEnded = true;
  }

  /**
   * Whether the task waits for one more checkpoint; the JobManager is to be told. Asked when the
   * results have ended.
   */
  boolean awaitsLastCheckpoint() {
    return settings.enabled() && !stopped && chain.commitsOnCheckpoint();
  }

  boolean isLastCompleted() {
    return lastCompleted;
  }

  /** Waits until the JobManager has been told of all snapshots. */
  void awaitReports() throws InterruptedException {
    for (Upload upload : uploads) {
      upload.awaitReport();
    }
    uploads.clear();
  }

  /** The task has failed or was canceled; afterwards no state is in use. */
  void cancelUploads() {
    uploads.forEach(
        upload -> {
          if (!upload.isReported()) {
            upload.cancel();
          }
        });
    uploads.clear();
  }
}
