// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.checkpoint;

import io.flyshuttle.core.checkpoint.SnapshotTimes;
import io.flyshuttle.core.checkpoint.TaskSnapshot;
import io.flyshuttle.protocol.message.AttemptID;
import io.flyshuttle.protocol.message.CheckpointProgress;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;

/** A task's part of one checkpoint while it is written and until the JobManager has been told. */
public final class Upload {

  private enum Stage {
    WAITING,
    WRITING,
    DONE
  }

  private final WorkerCheckpoint checkpoint;
  private final AttemptID attempt;
  private final PendingState state;
  private final SnapshotTimes times;
  private final long startNanos = System.nanoTime();
  private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.WAITING);
  private final CompletableFuture<Void> released = new CompletableFuture<>();
  private final CompletableFuture<Void> reported = new CompletableFuture<>();
  private volatile Future<?> run;
  private volatile boolean canceled;

  Upload(WorkerCheckpoint checkpoint, AttemptID attempt, PendingState state, SnapshotTimes times) {
    this.checkpoint = checkpoint;
    this.attempt = attempt;
    this.state = state;
    this.times = times;
  }

  AttemptID attempt() {
    return attempt;
  }

  PendingState state() {
    return state;
  }

  boolean isCanceled() {
    return canceled;
  }

  void write() {
    checkpoint.write(this);
  }

  void submitted(Future<?> future) {
    run = future;
    if (canceled) {
      interrupt();
    }
  }

  /** Whether the caller may write; then it calls {@link #release} afterwards. */
  boolean begin() {
    return stage.compareAndSet(Stage.WAITING, Stage.WRITING);
  }

  /** The state is not used any more. */
  void release() {
    stage.set(Stage.DONE);
    try {
      state.close();
    } finally {
      released.complete(null);
    }
  }

  void reported() {
    reported.complete(null);
  }

  /** Times with those of the upload, which ends now. */
  SnapshotTimes times(TaskSnapshot snapshot, Set<String> files) {
    return BlobSizes.of(snapshot, files)
        .addedTo(times, (System.nanoTime() - startNanos) / 1_000_000);
  }

  /** How far it is. */
  CheckpointProgress progress(long checkpointId) {
    return new CheckpointProgress(
        attempt,
        checkpointId,
        stage.get() == Stage.DONE
            ? CheckpointProgress.Stage.CLOSING
            : CheckpointProgress.Stage.WRITING,
        (System.nanoTime() - startNanos) / 1_000_000,
        "");
  }

  /** Whether the JobManager has been told, or need not be. */
  public boolean isReported() {
    return reported.isDone();
  }

  /** Waits until the JobManager has been told; others are not waited for. */
  public void awaitReport() throws InterruptedException {
    checkpoint.hurry();
    try {
      reported.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Nobody wants what is being written: its thread shall stop soon. */
  void interrupt() {
    Future<?> future = run;
    if (future != null && stage.get() == Stage.WRITING) {
      future.cancel(true);
    }
  }

  /**
   * The task ends: stops writing, and returns when the state is not used any more. Must not be
   * called by a thread that others interrupt.
   */
  public void cancel() {
    canceled = true;
    if (begin()) {
      release();
    }
    interrupt();
    released.join();
    checkpoint.onCanceled(this);
  }
}
