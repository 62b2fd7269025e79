// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.file;

import io.flyshuttle.core.connector.sink.CommittingSinkWriter;
import io.flyshuttle.core.connector.sink.SinkWriter;
import io.flyshuttle.core.connector.sink.StatefulSinkWriter;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.file.FSDataOutputStream;
import io.flyshuttle.core.file.FileStatus;
import io.flyshuttle.core.file.FileSystem;
import io.flyshuttle.core.file.Path;
import io.flyshuttle.core.job.JobID;
import io.flyshuttle.core.state.StopListener;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Writes the records of one subtask into parts, one part a bucket at a time.
 *
 * <p>A part is written in a hidden directory under a name that is the same in every run of the job
 * up to here: sink, job, subtask, number. At a checkpoint it is either complete and goes to the
 * committer, which moves it to its bucket, or it is made durable and its length goes into the
 * state; after a restore it is cut to that length and gone on with. Files of parts that came after
 * the checkpoint are deleted when the writer begins: its own, and those of each former writer whose
 * state it was given. So nothing is visible twice, nothing is lost and nothing stays hidden.
 *
 * <p>Where a file cannot be gone on with, each checkpoint completes all parts.
 */
final class FileWriter<IN, BucketID>
    implements StatefulSinkWriter<IN, FileWriterState<BucketID>>,
        CommittingSinkWriter<IN, FileSinkCommittable>,
        StopListener {

  private static final int JOB_ID_LENGTH = 8;

  private final FileSinkSpec<IN, BucketID> spec;
  private final int subtask;
  private final LongSupplier clock;
  private final FileSystem files;
  private final boolean resumes;
  private final String sinkId;
  private final Map<BucketID, PartFile<IN, BucketID>> open = new LinkedHashMap<>();
  private final List<FileSinkCommittable> complete = new ArrayList<>();
  private final BucketContext bucketContext = new BucketContext();
  private long nextPart;
  private boolean inputEnded;

  /**
   * @param job the job, whose number of subtasks never changes
   * @param state of former writers
   * @param clock milliseconds since 1970
   */
  FileWriter(
      FileSinkSpec<IN, BucketID> spec,
      JobID job,
      int subtask,
      Collection<FileWriterState<BucketID>> state,
      LongSupplier clock)
      throws IOException {
    this.spec = spec;
    this.subtask = subtask;
    this.clock = clock;
    this.files = FileSystem.get(spec.base().toUri());
    this.resumes = files.canResume() && spec.format().canResume();
    this.sinkId = spec.sinkId() + "-" + job.toHexString().substring(0, JOB_ID_LENGTH);
    Map<String, Long> begins = new HashMap<>();
    for (FileWriterState<BucketID> each : state) {
      if (each.sinkId().equals(sinkId) && each.subtask() == subtask) {
        nextPart = each.nextPart();
      }
      begins.put(prefix(each.sinkId(), each.subtask()), each.nextPart());
    }
    begins.put(prefix(sinkId, subtask), nextPart);
    deleteLaterParts(begins);
    for (FileWriterState<BucketID> each : state) {
      for (FileWriterState.Part<BucketID> part : each.parts()) {
        resume(part);
      }
    }
  }

  private static String prefix(String sinkId, int subtask) {
    return sinkId + "-" + subtask + "-";
  }

  /**
   * Deletes parts that were begun after the checkpoint, or by a run that made none.
   *
   * @param begins the number of the first such part, by what the names of a writer's parts begin
   *     with
   */
  private void deleteLaterParts(Map<String, Long> begins) throws IOException {
    FileStatus[] found;
    try {
      found = files.listStatus(spec.unfinishedDirectory());
    } catch (FileNotFoundException e) {
      return;
    }
    for (FileStatus file : found) {
      String name = file.getPath().getName();
      int number = name.lastIndexOf('-') + 1;
      Long begin = begins.get(name.substring(0, number));
      if (begin != null && Long.parseLong(name.substring(number)) >= begin) {
        files.delete(file.getPath(), false);
      }
    }
  }

  private void resume(FileWriterState.Part<BucketID> part) throws IOException {
    Path unfinished = new Path(part.files().unfinished());
    if (!resumes) {
      throw new FlyshuttleException(
          ErrorCode.STATE_NOT_RESTORABLE,
          "the part "
              + unfinished
              + " cannot be gone on with: its file system cannot cut and append, or the sink's"
              + " format is another one now");
    }
    if (!files.exists(unfinished) && files.exists(new Path(part.files().target()))) {
      // the job was stopped with the savepoint, and showed what it had
      return;
    }
    PartFile<IN, BucketID> other = open.get(part.bucket());
    if (other != null) {
      complete.add(other.complete());
    }
    FSDataOutputStream out = files.resume(unfinished, part.length());
    open.put(
        part.bucket(),
        new PartFile<>(
            part.bucket(),
            part.files(),
            part.creationMillis(),
            clock.getAsLong(),
            out,
            spec.format().open(out)));
  }

  @Override
  public void write(IN element, SinkWriter.Context context) throws IOException {
    write(element, context.currentWatermark(), context.timestamp());
  }

  /**
   * Writes one record.
   *
   * @param timestamp its event time, null for none
   */
  void write(IN element, long watermark, Long timestamp) throws IOException {
    long now = clock.getAsLong();
    bucketContext.set(now, watermark, timestamp);
    BucketID bucket = spec.assigner().getBucketId(element, bucketContext);
    PartFile<IN, BucketID> part = open.get(bucket);
    if (part != null && spec.rolling().shouldRollOnEvent(part, element)) {
      complete.add(part.complete());
      part = null;
    }
    if (part == null) {
      part = begin(bucket, now);
      open.put(bucket, part);
    }
    part.write(element, now);
  }

  private PartFile<IN, BucketID> begin(BucketID bucket, long now) throws IOException {
    String number = prefix(sinkId, subtask) + nextPart++;
    Path unfinished = new Path(spec.unfinishedDirectory(), number);
    Path target =
        new Path(
            spec.bucketDirectory(bucket),
            spec.names().getPartPrefix() + "-" + number + spec.names().getPartSuffix());
    FSDataOutputStream out = files.create(unfinished, FileSystem.WriteMode.OVERWRITE);
    return new PartFile<>(
        bucket,
        new FileSinkCommittable(unfinished.toString(), target.toString()),
        now,
        now,
        out,
        spec.format().open(out));
  }

  /** Completes parts that are too old or have had no record for too long. */
  void checkAge() throws IOException {
    long now = clock.getAsLong();
    Iterator<PartFile<IN, BucketID>> parts = open.values().iterator();
    while (parts.hasNext()) {
      PartFile<IN, BucketID> part = parts.next();
      if (spec.rolling().shouldRollOnProcessingTime(part, now)) {
        complete.add(part.complete());
        parts.remove();
      }
    }
  }

  @Override
  public void flush(boolean endOfInput) {
    // what is buffered becomes durable with its part, in prepareCommit or snapshotState
    inputEnded |= endOfInput;
  }

  @Override
  public Collection<FileSinkCommittable> prepareCommit() throws IOException {
    Iterator<PartFile<IN, BucketID>> parts = open.values().iterator();
    while (parts.hasNext()) {
      PartFile<IN, BucketID> part = parts.next();
      if (inputEnded || !resumes || spec.rolling().shouldRollOnCheckpoint(part)) {
        complete.add(part.complete());
        parts.remove();
      }
    }
    List<FileSinkCommittable> prepared = List.copyOf(complete);
    complete.clear();
    return prepared;
  }

  @Override
  public List<FileWriterState<BucketID>> snapshotState(long checkpointId) throws IOException {
    List<FileWriterState.Part<BucketID>> parts = new ArrayList<>();
    for (PartFile<IN, BucketID> part : open.values()) {
      parts.add(part.persist());
    }
    return List.of(new FileWriterState<>(sinkId, subtask, nextPart, parts));
  }

  /**
   * Shows the parts that the savepoint has as unfinished, so that none is left behind if the job
   * never goes on; if it does, it finds them complete and begins others.
   */
  @Override
  public void onStoppedWithSavepoint() throws IOException {
    try (FileCommitter committer = new FileCommitter(spec)) {
      for (PartFile<IN, BucketID> part : open.values()) {
        committer.commit(part.complete());
      }
      open.clear();
    }
  }

  @Override
  public void close() throws IOException {
    IOException first = null;
    for (PartFile<IN, BucketID> part : open.values()) {
      try {
        part.abandon();
      } catch (IOException e) {
        first = first == null ? e : first;
      }
    }
    open.clear();
    if (first != null) {
      throw first;
    }
  }

  /** Time as the record sees it. */
  private static final class BucketContext implements BucketAssigner.Context {
    private long now;
    private long watermark;
    private Long timestamp;

    void set(long now, long watermark, Long timestamp) {
      this.now = now;
      this.watermark = watermark;
      this.timestamp = timestamp;
    }

    @Override
    public long currentProcessingTime() {
      return now;
    }

    @Override
    public long currentWatermark() {
      return watermark;
    }

    @Override
    public Long timestamp() {
      return timestamp;
    }
  }
}
