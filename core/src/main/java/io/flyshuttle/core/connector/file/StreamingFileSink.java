// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.file;

import io.flyshuttle.core.connector.SimpleVersionedSerialization;
import io.flyshuttle.core.connector.SimpleVersionedSerializer;
import io.flyshuttle.core.connector.schema.BulkWriter;
import io.flyshuttle.core.connector.schema.Encoder;
import io.flyshuttle.core.file.Path;
import io.flyshuttle.core.serialize.array.BytePrimitiveArraySerializer;
import io.flyshuttle.core.state.CheckpointListener;
import io.flyshuttle.core.state.FunctionInitializationContext;
import io.flyshuttle.core.state.FunctionSnapshotContext;
import io.flyshuttle.core.state.ListState;
import io.flyshuttle.core.state.ListStateDescriptor;
import io.flyshuttle.core.state.StopListener;
import io.flyshuttle.core.stream.checkpoint.CheckpointedFunction;
import io.flyshuttle.core.stream.sink.RichSinkFunction;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The older form of {@link FileSink}, for {@code addSink}. Writes the same files in the same way;
 * age and inactivity of parts are looked at when records and checkpoints come.
 *
 * @param <IN> type of the records
 */
@Deprecated
public class StreamingFileSink<IN> extends RichSinkFunction<IN>
    implements CheckpointedFunction, CheckpointListener, StopListener {
  private static final long serialVersionUID = 1L;

  /** Name of the state, which a {@link FileSink} can take over. */
  static final String WRITER_STATE = "streaming-file-sink-writer";

  private static final String COMMITTABLES = "streaming-file-sink-committables";

  private final FileSinkSpec<IN, Object> spec;
  private transient ListState<byte[]> writerState;
  private transient ListState<byte[]> committableState;
  private transient FileWriter<IN, Object> writer;
  private transient FileCommitter committer;
  private transient NavigableMap<Long, List<FileSinkCommittable>> pending;
  private transient long nextCheckMillis;

  protected StreamingFileSink(
      BucketsBuilder<IN, ?, ? extends BucketsBuilder<IN, ?, ?>> bucketsBuilder,
      long bucketCheckInterval) {
    this.spec = bucketsBuilder.spec(bucketCheckInterval);
  }

  /** A sink that writes record after record. */
  public static <IN> DefaultRowFormatBuilder<IN> forRowFormat(Path basePath, Encoder<IN> encoder) {
    return new DefaultRowFormatBuilder<>(basePath, encoder);
  }

  /** A sink whose parts are each written by one writer, and complete at each checkpoint. */
  public static <IN> DefaultBulkFormatBuilder<IN> forBulkFormat(
      Path basePath, BulkWriter.Factory<IN> writerFactory) {
    return new DefaultBulkFormatBuilder<>(basePath, writerFactory);
  }

  private SimpleVersionedSerializer<FileWriterState<Object>> stateSerializer() {
    return FileWriterState.serializer(spec.assigner().getSerializer());
  }

  private static ListStateDescriptor<byte[]> bytes(String name) {
    return new ListStateDescriptor<>(name, BytePrimitiveArraySerializer.INSTANCE);
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    writerState = context.getOperatorStateStore().getListState(bytes(WRITER_STATE));
    committableState = context.getOperatorStateStore().getListState(bytes(COMMITTABLES));
    committer = new FileCommitter(spec);
    pending = new TreeMap<>();
    for (byte[] each : committableState.get()) {
      committer.commit(
          SimpleVersionedSerialization.readVersionAndDeSerialize(
              FileSinkCommittable.SERIALIZER, each));
    }
    List<FileWriterState<Object>> states = new ArrayList<>();
    for (byte[] each : writerState.get()) {
      states.add(SimpleVersionedSerialization.readVersionAndDeSerialize(stateSerializer(), each));
    }
    writer =
        new FileWriter<>(
            spec,
            getRuntimeContext().getJobInfo().getJobId(),
            getRuntimeContext().getIndexOfThisSubtask(),
            states,
            System::currentTimeMillis);
  }

  @Override
  public void invoke(IN value, Context context) throws Exception {
    long now = context.currentProcessingTime();
    if (now >= nextCheckMillis) {
      nextCheckMillis = now + spec.bucketCheckIntervalMillis();
      writer.checkAge();
    }
    writer.write(value, context.currentWatermark(), context.timestamp());
  }

  @Override
  public void finish() throws Exception {
    writer.flush(true);
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    writer.checkAge();
    pending
        .computeIfAbsent(context.getCheckpointId(), id -> new ArrayList<>())
        .addAll(writer.prepareCommit());
    List<byte[]> committables = new ArrayList<>();
    for (List<FileSinkCommittable> parts : pending.values()) {
      for (FileSinkCommittable part : parts) {
        committables.add(
            SimpleVersionedSerialization.writeVersionAndSerialize(
                FileSinkCommittable.SERIALIZER, part));
      }
    }
    committableState.update(committables);
    List<byte[]> states = new ArrayList<>();
    for (FileWriterState<Object> state : writer.snapshotState(context.getCheckpointId())) {
      states.add(SimpleVersionedSerialization.writeVersionAndSerialize(stateSerializer(), state));
    }
    writerState.update(states);
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) throws Exception {
    NavigableMap<Long, List<FileSinkCommittable>> due = pending.headMap(checkpointId, true);
    for (List<FileSinkCommittable> parts : due.values()) {
      for (FileSinkCommittable part : parts) {
        committer.commit(part);
      }
    }
    due.clear();
  }

  @Override
  public void notifyCheckpointAborted(long checkpointId) {
    // what was prepared for it waits for the next one, which covers it too
  }

  @Override
  public void onStoppedWithSavepoint() throws Exception {
    writer.onStoppedWithSavepoint();
  }

  @Override
  public void close() throws Exception {
    try {
      if (writer != null) {
        writer.close();
      }
    } finally {
      if (committer != null) {
        committer.close();
      }
    }
  }

  /**
   * What row and bulk sinks have in common.
   *
   * @param <IN> type of the records
   * @param <BucketID> identity of buckets
   * @param <T> the builder itself
   */
  public abstract static class BucketsBuilder<
          IN, BucketID, T extends BucketsBuilder<IN, BucketID, T>>
      implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Path basePath;
    private final PartFormat<IN> format;
    private BucketAssigner<IN, BucketID> assigner;
    private RollingPolicy<IN, BucketID> rolling;
    private OutputFileConfig names = OutputFileConfig.builder().build();
    private long bucketCheckIntervalMillis = FileSinkSpec.DEFAULT_CHECK_INTERVAL_MILLIS;

    private BucketsBuilder(
        Path basePath,
        PartFormat<IN> format,
        BucketAssigner<IN, BucketID> assigner,
        RollingPolicy<IN, BucketID> rolling) {
      this.basePath = basePath;
      this.format = format;
      this.assigner = assigner;
      this.rolling = rolling;
    }

    @SuppressWarnings("unchecked")
    protected T self() {
      return (T) this;
    }

    void assigner(BucketAssigner<IN, BucketID> bucketAssigner) {
      this.assigner = bucketAssigner;
    }

    void rolling(RollingPolicy<IN, BucketID> policy) {
      this.rolling = policy;
    }

    void names(OutputFileConfig config) {
      this.names = config;
    }

    void checkInterval(long intervalMillis) {
      this.bucketCheckIntervalMillis = intervalMillis;
    }

    /** How often age and inactivity of parts are looked at, in milliseconds. */
    public long getBucketCheckInterval() {
      return bucketCheckIntervalMillis;
    }

    @SuppressWarnings("unchecked")
    FileSinkSpec<IN, Object> spec(long checkIntervalMillis) {
      return new FileSinkSpec<>(
          basePath,
          format,
          (BucketAssigner<IN, Object>) assigner,
          (RollingPolicy<IN, Object>) rolling,
          names,
          checkIntervalMillis,
          FileSinkSpec.newSinkId());
    }

    /** The sink. */
    public StreamingFileSink<IN> build() {
      return new StreamingFileSink<>(this, bucketCheckIntervalMillis);
    }
  }

  /**
   * Settings of a sink that writes record after record.
   *
   * @param <IN> type of the records
   * @param <BucketID> identity of buckets
   * @param <T> the builder itself
   */
  public static class RowFormatBuilder<IN, BucketID, T extends RowFormatBuilder<IN, BucketID, T>>
      extends BucketsBuilder<IN, BucketID, T> {
    private static final long serialVersionUID = 1L;

    protected RowFormatBuilder(
        Path basePath, Encoder<IN> encoder, BucketAssigner<IN, BucketID> bucketAssigner) {
      super(
          basePath,
          new PartFormat.Rows<>(encoder),
          bucketAssigner,
          DefaultRollingPolicy.builder().<IN, BucketID>build());
    }

    public T withBucketCheckInterval(long interval) {
      checkInterval(interval);
      return self();
    }

    public T withBucketAssigner(BucketAssigner<IN, BucketID> assigner) {
      assigner(assigner);
      return self();
    }

    public T withRollingPolicy(RollingPolicy<IN, BucketID> policy) {
      rolling(policy);
      return self();
    }

    public T withOutputFileConfig(OutputFileConfig outputFileConfig) {
      names(outputFileConfig);
      return self();
    }

    /** Sets both, for another type of bucket identities. */
    @SuppressWarnings("unchecked")
    public <ID>
        RowFormatBuilder<IN, ID, ? extends RowFormatBuilder<IN, ID, ?>>
            withNewBucketAssignerAndPolicy(
                BucketAssigner<IN, ID> assigner, RollingPolicy<IN, ID> policy) {
      RowFormatBuilder<IN, ID, ? extends RowFormatBuilder<IN, ID, ?>> other =
          (RowFormatBuilder<IN, ID, ? extends RowFormatBuilder<IN, ID, ?>>)
              (RowFormatBuilder<IN, ?, ?>) this;
      ((BucketsBuilder<IN, ID, ?>) other).assigner(assigner);
      ((BucketsBuilder<IN, ID, ?>) other).rolling(policy);
      return other;
    }

    @Override
    public StreamingFileSink<IN> build() {
      return super.build();
    }
  }

  /** As {@link RowFormatBuilder}, with buckets named by strings. */
  public static final class DefaultRowFormatBuilder<IN>
      extends RowFormatBuilder<IN, String, DefaultRowFormatBuilder<IN>> {
    private static final long serialVersionUID = 1L;

    private DefaultRowFormatBuilder(Path basePath, Encoder<IN> encoder) {
      super(basePath, encoder, new DateTimeBucketAssigner<>());
    }
  }

  /**
   * Settings of a sink whose parts are each written by one writer.
   *
   * @param <IN> type of the records
   * @param <BucketID> identity of buckets
   * @param <T> the builder itself
   */
  public static class BulkFormatBuilder<IN, BucketID, T extends BulkFormatBuilder<IN, BucketID, T>>
      extends BucketsBuilder<IN, BucketID, T> {
    private static final long serialVersionUID = 1L;

    protected BulkFormatBuilder(
        Path basePath,
        BulkWriter.Factory<IN> writerFactory,
        BucketAssigner<IN, BucketID> assigner) {
      super(
          basePath,
          new PartFormat.Bulk<>(writerFactory),
          assigner,
          OnCheckpointRollingPolicy.build());
    }

    public T withBucketCheckInterval(long interval) {
      checkInterval(interval);
      return self();
    }

    public T withBucketAssigner(BucketAssigner<IN, BucketID> assigner) {
      assigner(assigner);
      return self();
    }

    public T withRollingPolicy(CheckpointRollingPolicy<IN, BucketID> rollingPolicy) {
      rolling(rollingPolicy);
      return self();
    }

    public T withOutputFileConfig(OutputFileConfig outputFileConfig) {
      names(outputFileConfig);
      return self();
    }

    /** Sets the assigner, for another type of bucket identities. */
    @SuppressWarnings("unchecked")
    public <ID>
        BulkFormatBuilder<IN, ID, ? extends BulkFormatBuilder<IN, ID, ?>> withNewBucketAssigner(
            BucketAssigner<IN, ID> assigner) {
      BulkFormatBuilder<IN, ID, ? extends BulkFormatBuilder<IN, ID, ?>> other =
          (BulkFormatBuilder<IN, ID, ? extends BulkFormatBuilder<IN, ID, ?>>)
              (BulkFormatBuilder<IN, ?, ?>) this;
      ((BucketsBuilder<IN, ID, ?>) other).assigner(assigner);
      return other;
    }

    @Override
    public StreamingFileSink<IN> build() {
      return super.build();
    }
  }

  /** As {@link BulkFormatBuilder}, with buckets named by strings. */
  public static final class DefaultBulkFormatBuilder<IN>
      extends BulkFormatBuilder<IN, String, DefaultBulkFormatBuilder<IN>> {
    private static final long serialVersionUID = 1L;

    private DefaultBulkFormatBuilder(Path basePath, BulkWriter.Factory<IN> writerFactory) {
      super(basePath, writerFactory, new DateTimeBucketAssigner<>());
    }
  }
}
