// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.file;

import io.flyshuttle.core.connector.ProcessingTimeService;
import io.flyshuttle.core.connector.SimpleVersionedSerializer;
import io.flyshuttle.core.connector.schema.BulkWriter;
import io.flyshuttle.core.connector.schema.Encoder;
import io.flyshuttle.core.connector.sink.Committer;
import io.flyshuttle.core.connector.sink.CommitterInitContext;
import io.flyshuttle.core.connector.sink.Sink;
import io.flyshuttle.core.connector.sink.SinkWriter;
import io.flyshuttle.core.connector.sink.StatefulSinkWriter;
import io.flyshuttle.core.connector.sink.SupportsCommitter;
import io.flyshuttle.core.connector.sink.SupportsWriterState;
import io.flyshuttle.core.connector.sink.WriterInitContext;
import io.flyshuttle.core.file.Path;
import io.flyshuttle.core.job.JobID;
import java.io.IOException;
import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * Writes a stream into files: a directory a bucket, part after part, each visible once it is
 * complete and the checkpoint that covers it too. Exactly once, whatever fails, if the job has
 * checkpoints; without, parts become visible when the input ends.
 *
 * <p>Parts that are not yet visible are in the hidden directory {@code .unfinished}.
 *
 * @param <IN> type of the records
 */
public class FileSink<IN>
    implements Sink<IN>,
        SupportsWriterState<IN, FileWriterState<String>>,
        SupportsCommitter<FileSinkCommittable>,
        SupportsWriterState.WithCompatibleState {
  private static final long serialVersionUID = 1L;

  private final FileSinkSpec<IN, String> spec;
  private final FileCompaction compaction;

  private FileSink(FileSinkSpec<IN, String> spec, FileCompaction compaction) {
    this.spec = spec;
    this.compaction = compaction;
  }

  /** How parts are made fewer files before they become visible; null if they are not. */
  public FileCompaction compaction() {
    return compaction;
  }

  /** A sink that writes record after record. */
  public static <IN> DefaultRowFormatBuilder<IN> forRowFormat(Path basePath, Encoder<IN> encoder) {
    return new DefaultRowFormatBuilder<>(basePath, encoder);
  }

  /** A sink whose parts are each written by one writer, and complete at each checkpoint. */
  public static <IN> DefaultBulkFormatBuilder<IN> forBulkFormat(
      Path basePath, BulkWriter.Factory<IN> bulkWriterFactory) {
    return new DefaultBulkFormatBuilder<>(basePath, bulkWriterFactory);
  }

  @Override
  @Deprecated
  public SinkWriter<IN> createWriter(InitContext context) throws IOException {
    return writer(
        context.getJobInfo().getJobId(),
        context.getTaskInfo().getIndexOfThisSubtask(),
        List.of(),
        context.getProcessingTimeService());
  }

  @Override
  public SinkWriter<IN> createWriter(WriterInitContext context) throws IOException {
    return restoreWriter(context, List.of());
  }

  @Override
  public StatefulSinkWriter<IN, FileWriterState<String>> restoreWriter(
      WriterInitContext context, Collection<FileWriterState<String>> recoveredState)
      throws IOException {
    return writer(
        context.getJobInfo().getJobId(),
        context.getTaskInfo().getIndexOfThisSubtask(),
        recoveredState,
        context.getProcessingTimeService());
  }

  private FileWriter<IN, String> writer(
      JobID job, int subtask, Collection<FileWriterState<String>> state, ProcessingTimeService time)
      throws IOException {
    FileWriter<IN, String> writer =
        new FileWriter<>(spec, job, subtask, state, time::getCurrentProcessingTime);
    checkAgeAgain(writer, time);
    return writer;
  }

  private void checkAgeAgain(FileWriter<IN, String> writer, ProcessingTimeService time) {
    time.registerTimer(
        time.getCurrentProcessingTime() + spec.bucketCheckIntervalMillis(),
        now -> {
          writer.checkAge();
          checkAgeAgain(writer, time);
        });
  }

  @Override
  public SimpleVersionedSerializer<FileWriterState<String>> getWriterStateSerializer() {
    return FileWriterState.serializer(spec.assigner().getSerializer());
  }

  @Override
  public Committer<FileSinkCommittable> createCommitter(CommitterInitContext context)
      throws IOException {
    return new FileCommitter(spec);
  }

  @Override
  public SimpleVersionedSerializer<FileSinkCommittable> getCommittableSerializer() {
    return FileSinkCommittable.SERIALIZER;
  }

  @Override
  public Collection<String> getCompatibleWriterStateNames() {
    return List.of(StreamingFileSink.WRITER_STATE);
  }

  /**
   * What row and bulk sinks have in common.
   *
   * @param <IN> type of the records
   * @param <T> the builder itself
   */
  protected abstract static class BucketsBuilder<IN, T extends BucketsBuilder<IN, T>>
      implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Path basePath;
    private final PartFormat<IN> format;
    private BucketAssigner<IN, String> assigner = new DateTimeBucketAssigner<>();
    private RollingPolicy<IN, String> rolling;
    private OutputFileConfig names = OutputFileConfig.builder().build();
    private long bucketCheckIntervalMillis = FileSinkSpec.DEFAULT_CHECK_INTERVAL_MILLIS;
    private boolean compactionMentioned;
    private FileCompactStrategy compactStrategy;
    private FileCompactor compactor;

    private BucketsBuilder(
        Path basePath, PartFormat<IN> format, RollingPolicy<IN, String> rolling) {
      this.basePath = basePath;
      this.format = format;
      this.rolling = rolling;
    }

    @SuppressWarnings("unchecked")
    protected T self() {
      return (T) this;
    }

    /** How often age and inactivity of parts are looked at, in milliseconds. */
    public T withBucketCheckInterval(long interval) {
      this.bucketCheckIntervalMillis = interval;
      return self();
    }

    /** Buckets; by default one an hour of the clock. */
    public T withBucketAssigner(BucketAssigner<IN, String> assigner) {
      this.assigner = assigner;
      return self();
    }

    public T withOutputFileConfig(OutputFileConfig outputFileConfig) {
      this.names = outputFileConfig;
      return self();
    }

    void compact(FileCompactStrategy strategy, FileCompactor newCompactor) {
      this.compactionMentioned = true;
      this.compactStrategy = strategy;
      this.compactor = newCompactor;
    }

    void rolling(RollingPolicy<IN, String> policy) {
      this.rolling = policy;
    }

    /** The sink. */
    public FileSink<IN> build() {
      FileSinkSpec<IN, String> spec =
          new FileSinkSpec<>(
              basePath,
              format,
              assigner,
              rolling,
              names,
              bucketCheckIntervalMillis,
              FileSinkSpec.newSinkId());
      return new FileSink<>(
          spec, compactionMentioned ? new FileCompaction(spec, compactStrategy, compactor) : null);
    }
  }

  /**
   * Settings of a sink that writes record after record.
   *
   * @param <IN> type of the records
   * @param <T> the builder itself
   */
  public static class RowFormatBuilder<IN, T extends RowFormatBuilder<IN, T>>
      extends BucketsBuilder<IN, T> {
    private static final long serialVersionUID = 1L;

    protected RowFormatBuilder(Path basePath, Encoder<IN> encoder) {
      super(
          basePath,
          new PartFormat.Rows<>(encoder),
          DefaultRollingPolicy.builder().<IN, String>build());
    }

    /** Has parts of a bucket made one file before they become visible. */
    public T enableCompact(FileCompactStrategy strategy, FileCompactor fileCompactor) {
      compact(
          Objects.requireNonNull(strategy, "strategy"),
          Objects.requireNonNull(fileCompactor, "fileCompactor"));
      return self();
    }

    /** For a job that goes on from one whose sink compacted: shows what that one held back. */
    public T disableCompact() {
      compact(null, null);
      return self();
    }

    public T withRollingPolicy(RollingPolicy<IN, String> policy) {
      rolling(policy);
      return self();
    }

    @Override
    public T withBucketCheckInterval(long interval) {
      return super.withBucketCheckInterval(interval);
    }

    @Override
    public T withBucketAssigner(BucketAssigner<IN, String> assigner) {
      return super.withBucketAssigner(assigner);
    }

    @Override
    public T withOutputFileConfig(OutputFileConfig outputFileConfig) {
      return super.withOutputFileConfig(outputFileConfig);
    }

    @Override
    public FileSink<IN> build() {
      return super.build();
    }
  }

  /** As {@link RowFormatBuilder}, with nothing more. */
  public static final class DefaultRowFormatBuilder<IN>
      extends RowFormatBuilder<IN, DefaultRowFormatBuilder<IN>> {
    private static final long serialVersionUID = 1L;

    private DefaultRowFormatBuilder(Path basePath, Encoder<IN> encoder) {
      super(basePath, encoder);
    }
  }

  /**
   * Settings of a sink whose parts are each written by one writer.
   *
   * @param <IN> type of the records
   * @param <T> the builder itself
   */
  public static class BulkFormatBuilder<IN, T extends BulkFormatBuilder<IN, T>>
      extends BucketsBuilder<IN, T> {
    private static final long serialVersionUID = 1L;

    protected BulkFormatBuilder(Path basePath, BulkWriter.Factory<IN> writerFactory) {
      super(basePath, new PartFormat.Bulk<>(writerFactory), OnCheckpointRollingPolicy.build());
    }

    /** Has parts of a bucket made one file before they become visible. */
    public T enableCompact(FileCompactStrategy strategy, FileCompactor fileCompactor) {
      compact(
          Objects.requireNonNull(strategy, "strategy"),
          Objects.requireNonNull(fileCompactor, "fileCompactor"));
      return self();
    }

    /** For a job that goes on from one whose sink compacted: shows what that one held back. */
    public T disableCompact() {
      compact(null, null);
      return self();
    }

    public T withRollingPolicy(CheckpointRollingPolicy<IN, String> rollingPolicy) {
      rolling(rollingPolicy);
      return self();
    }

    @Override
    public T withBucketCheckInterval(long interval) {
      return super.withBucketCheckInterval(interval);
    }

    @Override
    public T withBucketAssigner(BucketAssigner<IN, String> assigner) {
      return super.withBucketAssigner(assigner);
    }

    @Override
    public T withOutputFileConfig(OutputFileConfig outputFileConfig) {
      return super.withOutputFileConfig(outputFileConfig);
    }

    @Override
    public FileSink<IN> build() {
      return super.build();
    }
  }

  /** As {@link BulkFormatBuilder}, with nothing more. */
  public static final class DefaultBulkFormatBuilder<IN>
      extends BulkFormatBuilder<IN, DefaultBulkFormatBuilder<IN>> {
    private static final long serialVersionUID = 1L;

    private DefaultBulkFormatBuilder(Path basePath, BulkWriter.Factory<IN> writerFactory) {
      super(basePath, writerFactory);
    }
  }
}
