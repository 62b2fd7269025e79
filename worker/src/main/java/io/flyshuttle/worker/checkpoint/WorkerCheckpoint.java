// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.checkpoint;

import io.flyshuttle.core.checkpoint.Barrier;
import io.flyshuttle.core.checkpoint.CheckpointKind;
import io.flyshuttle.core.checkpoint.TaskCheckpoints;
import io.flyshuttle.core.checkpoint.TaskSnapshot;
import io.flyshuttle.core.checkpoint.file.CheckpointLayout;
import io.flyshuttle.core.checkpoint.file.LocalSegments;
import io.flyshuttle.core.checkpoint.file.SegmentFiles;
import io.flyshuttle.core.checkpoint.file.SegmentWriter;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.Failure;
import io.flyshuttle.core.fault.FaultPoints;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.file.Path;
import io.flyshuttle.protocol.message.CheckpointProgress;
import io.flyshuttle.protocol.message.MasterMessage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one worker writes for one checkpoint. The tasks' parts go into one segment, which is closed
 * when all tasks that take part have written, or when none has written for a while; those that come
 * later begin another. A task's part is acknowledged when its segment is closed.
 *
 * <p>Guarded by its own lock, which is never held during input or output.
 */
final class WorkerCheckpoint {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerCheckpoint.class);

  /** A segment is closed if no task has added to it for so long. */
  static final long STRAGGLER_MILLIS = 1_000;

  private static final int NOT_KNOWN = -1;

  /** A part that is written and waits for its segment. */
  private record Part(Upload upload, MasterMessage.CheckpointAcknowledged acknowledgement) {}

  /** Files that tasks share, and the parts in them. */
  private static final class Segment {
    final SegmentFiles files;
    final List<Part> parts = new ArrayList<>();
    int writing;

    Segment(SegmentFiles files) {
      this.files = files;
    }

    Set<String> names() {
      Set<String> names = new HashSet<>();
      names.add(files.own().name());
      names.add(files.shared().name());
      return names;
    }
  }

  private final CheckpointUploads uploads;
  private final Barrier barrier;
  private final TaskCheckpoints settings;

  /** Null if none are kept. */
  private final LocalSegments copies;

  // guarded by this
  private Segment current;
  private int segments;
  private int tasks = NOT_KNOWN;
  private int written;
  private boolean hurried;
  private boolean aborted;
  private boolean jobEnded;
  private Failure failure;
  private long lastWriteNanos;
  private final Set<Upload> open = new HashSet<>();

  /** Segments that nobody writes any more, of which not all is done. */
  private int ending;

  WorkerCheckpoint(
      CheckpointUploads uploads, Barrier barrier, TaskCheckpoints settings, LocalSegments copies) {
    this.uploads = uploads;
    this.barrier = barrier;
    this.settings = settings;
    this.copies = copies;
  }

  /** How many tasks take part. */
  void expect(int count) {
    synchronized (this) {
      tasks = count;
    }
    uploads.inBackground(this::closeIfComplete);
  }

  void add(Upload upload) {
    synchronized (this) {
      open.add(upload);
    }
  }

  // ---- on a thread for input and output ----

  /** Writes a task's part. */
  void write(Upload upload) {
    if (!upload.begin()) {
      return;
    }
    Segment segment = join();
    if (segment == null) {
      upload.release();
      declineOrDrop(upload);
      return;
    }
    TaskSnapshot snapshot = null;
    Throwable thrown = null;
    try {
      uploads.faults().reached(FaultPoints.WORKER_BEFORE_WRITE, barrier.checkpointId());
      snapshot = upload.state().write(segment.files);
    } catch (Throwable e) {
      thrown = e;
    }
    // an interrupt was meant for the writing, not for what follows
    Thread.interrupted();
    upload.release();
    if (thrown == null && upload.isCanceled()) {
      thrown = new IOException("the task ended");
    }
    if (thrown != null) {
      onFailure(segment, upload, thrown);
    } else {
      onWritten(segment, upload, snapshot);
    }
  }

  private synchronized Segment join() {
    if (aborted || failure != null) {
      return null;
    }
    if (current == null) {
      current = new Segment(files(segments++));
    }
    current.writing++;
    return current;
  }

  private SegmentFiles files(int number) {
    long id = barrier.checkpointId();
    if (barrier.kind() == CheckpointKind.CHECKPOINT) {
      boolean inline = settings.base().isEmpty();
      Path base = new Path(inline ? "file:///" : settings.base());
      int inlineBelow = inline ? Integer.MAX_VALUE : uploads.inlineBelowBytes();
      return new SegmentFiles(
          new SegmentWriter(
              base, CheckpointLayout.ownSegment(id, uploads.worker(), number), inlineBelow, copies),
          new SegmentWriter(
              base,
              CheckpointLayout.sharedSegment(id, uploads.worker(), number),
              inlineBelow,
              copies));
    }
    SegmentWriter own =
        new SegmentWriter(
            new Path(barrier.directory()),
            CheckpointLayout.savepointSegment(uploads.worker(), number),
            uploads.inlineBelowBytes());
    return new SegmentFiles(own, own);
  }

  private void onWritten(Segment segment, Upload upload, TaskSnapshot snapshot) {
    Part part =
        new Part(
            upload,
            new MasterMessage.CheckpointAcknowledged(
                uploads.worker(),
                upload.attempt(),
                barrier.checkpointId(),
                snapshot,
                upload.times(snapshot, segment.names())));
    boolean inFiles = BlobSizes.of(snapshot, segment.names()).inFiles() > 0;
    synchronized (this) {
      segment.writing--;
      written++;
      lastWriteNanos = System.nanoTime();
      if (inFiles) {
        segment.parts.add(part);
      }
    }
    if (!inFiles) {
      acknowledge(List.of(part));
    }
    closeIfComplete();
    uploads.later(this::closeIfIdle, STRAGGLER_MILLIS);
  }

  private void closeIfComplete() {
    close(() -> hurried || (tasks != NOT_KNOWN && written >= tasks));
  }

  private void closeIfIdle() {
    close(() -> (System.nanoTime() - lastWriteNanos) / 1_000_000 >= STRAGGLER_MILLIS);
  }

  private void close(BooleanSupplier wanted) {
    Segment segment;
    synchronized (this) {
      segment = current;
      if (segment == null || segment.writing > 0 || !wanted.getAsBoolean()) {
        return;
      }
      current = null;
      hurried = false;
      ending++;
    }
    try {
      close(segment);
    } finally {
      ended();
    }
  }

  private void close(Segment segment) {
    if (isGivenUp()) {
      discard(segment);
      return;
    }
    try {
      uploads.faults().reached(FaultPoints.WORKER_BEFORE_CLOSE, barrier.checkpointId());
      segment.files.own().close();
      if (segment.files.shared() != segment.files.own()) {
        segment.files.shared().close();
      }
      uploads.faults().reached(FaultPoints.WORKER_BEFORE_ACKNOWLEDGE, barrier.checkpointId());
    } catch (Throwable e) {
      fail(e);
      discard(segment);
      return;
    }
    if (isGivenUp()) {
      discard(segment);
      return;
    }
    acknowledge(segment.parts);
  }

  private synchronized void ended() {
    ending--;
  }

  private void acknowledge(List<Part> parts) {
    for (Part part : parts) {
      if (!part.upload.isCanceled()) {
        if (copies != null && !barrier.kind().isSavepoint()) {
          copies.needs(barrier.checkpointId(), BlobSizes.files(part.acknowledgement.snapshot()));
        }
        uploads.send(part.acknowledgement);
      }
      finish(part.upload);
    }
    if (!parts.isEmpty()) {
      try {
        uploads.faults().reached(FaultPoints.WORKER_AFTER_ACKNOWLEDGE, barrier.checkpointId());
      } catch (IOException e) {
        LOG.warn("After the acknowledgement of checkpoint {}", barrier.checkpointId(), e);
      }
    }
  }

  private void onFailure(Segment segment, Upload upload, Throwable thrown) {
    fail(thrown);
    boolean last;
    synchronized (this) {
      last = --segment.writing == 0;
      if (last) {
        ending++;
        if (current == segment) {
          current = null;
        }
      }
    }
    declineOrDrop(upload);
    if (last) {
      try {
        discard(segment);
      } finally {
        ended();
      }
    }
  }

  /** Nothing of this checkpoint is worth anything any more; the first cause is reported. */
  private synchronized void fail(Throwable thrown) {
    if (failure != null || aborted) {
      return;
    }
    LOG.warn(
        "Checkpoint {} could not be written to {}",
        barrier.checkpointId(),
        barrier.directory(),
        thrown);
    failure = describe(thrown);
  }

  private Failure describe(Throwable thrown) {
    Throwable coded = thrown;
    if (thrown instanceof IOException && !(thrown.getCause() instanceof FlyshuttleException)) {
      coded = WriteFailures.describe((IOException) thrown, barrier);
    }
    return Failure.of(coded, ErrorCode.CHECKPOINT_FAILED, "worker " + uploads.worker());
  }

  private synchronized boolean isGivenUp() {
    return aborted || failure != null;
  }

  private void declineOrDrop(Upload upload) {
    Failure reason;
    synchronized (this) {
      reason = aborted ? null : failure;
    }
    if (reason != null && !upload.isCanceled()) {
      uploads.send(
          new MasterMessage.CheckpointDeclined(
              uploads.worker(), upload.attempt(), barrier.checkpointId(), reason));
    }
    finish(upload);
  }

  private void finish(Upload upload) {
    synchronized (this) {
      open.remove(upload);
    }
    upload.reported();
  }

  private void discard(Segment segment) {
    for (Part part : segment.parts) {
      declineOrDrop(part.upload);
    }
    try {
      boolean any = segment.files.own().hasFile() || segment.files.shared().hasFile();
      segment.files.own().discard();
      if (segment.files.shared() != segment.files.own()) {
        segment.files.shared().discard();
      }
      boolean gone;
      boolean last;
      synchronized (this) {
        gone = aborted;
        last = jobEnded;
      }
      if (any && gone) {
        // the JobManager may have deleted the directory before the file was made
        Path directory = new Path(barrier.directory());
        directory.getFileSystem().delete(directory, true);
        if (last && barrier.kind() == CheckpointKind.CHECKPOINT) {
          deleteIfEmpty(new Path(settings.base(), CheckpointLayout.SHARED_DIRECTORY));
          deleteIfEmpty(new Path(settings.base()));
        }
      }
    } catch (IOException e) {
      LOG.warn("Could not delete what was written for checkpoint {}", barrier.checkpointId(), e);
    }
  }

  /** A directory that a late file has brought back after the JobManager had deleted it. */
  private static void deleteIfEmpty(Path directory) {
    try {
      directory.getFileSystem().delete(directory, false);
    } catch (IOException e) {
      LOG.debug("{} stays: it is not empty", directory, e);
    }
  }

  // ---- on any thread ----

  /** Some task waits for its acknowledgement: closes the segment as soon as nobody writes. */
  void hurry() {
    synchronized (this) {
      hurried = true;
    }
    uploads.inBackground(this::closeIfComplete);
  }

  /** The checkpoint will not complete: deletes what is not acknowledged. */
  void abort() {
    List<Upload> running;
    synchronized (this) {
      if (aborted) {
        return;
      }
      aborted = true;
      if (copies != null) {
        copies.aborted(barrier.checkpointId());
      }
      running = new ArrayList<>(open);
    }
    // what waits in the queue finds the mark; what is being written is interrupted
    running.forEach(Upload::interrupt);
    uploads.inBackground(() -> close(() -> true));
  }

  /** As {@link #abort}; the job will not go on either. */
  void abortWithJob() {
    synchronized (this) {
      jobEnded = true;
    }
    abort();
  }

  /** A task has ended before it was acknowledged: the JobManager will hear that from the task. */
  void onCanceled(Upload upload) {
    finish(upload);
    abort();
  }

  /** Adds what the tasks do whose parts are not acknowledged. */
  synchronized void addProgress(List<CheckpointProgress> progress) {
    for (Upload upload : open) {
      progress.add(upload.progress(barrier.checkpointId()));
    }
  }

  /** Whether nothing is left to do for it: nothing to write, to close or to delete. */
  synchronized boolean isIdle() {
    return open.isEmpty() && current == null && ending == 0;
  }
}
