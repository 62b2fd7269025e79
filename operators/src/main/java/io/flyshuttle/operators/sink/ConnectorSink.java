// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.sink;

import io.flyshuttle.core.connector.SimpleVersionedSerialization;
import io.flyshuttle.core.connector.SimpleVersionedSerializer;
import io.flyshuttle.core.connector.sink.CommittingSinkWriter;
import io.flyshuttle.core.connector.sink.Sink;
import io.flyshuttle.core.connector.sink.SinkWriter;
import io.flyshuttle.core.connector.sink.StatefulSinkWriter;
import io.flyshuttle.core.connector.sink.SupportsCommitter;
import io.flyshuttle.core.connector.sink.SupportsWriterState;
import io.flyshuttle.core.operator.Operator;
import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.operator.OperatorFactory;
import io.flyshuttle.core.serialize.array.BytePrimitiveArraySerializer;
import io.flyshuttle.core.state.ListState;
import io.flyshuttle.core.state.ListStateDescriptor;
import io.flyshuttle.core.state.StopListener;
import io.flyshuttle.core.time.Watermark;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs a {@link Sink}: its writer, the writer's state, and its commits.
 *
 * <pre>
 * snapshot(n): flush, prepareCommit ─▶ pending for n, state of the writer   (all in the checkpoint)
 * checkpoint n complete: commit what is pending for n and before
 * restore from n: commit what was pending for n and before, which is all there is
 * </pre>
 *
 * A job without checkpoints commits when its input has ended.
 */
public final class ConnectorSink implements Operator {
  private static final ListStateDescriptor<byte[]> WRITER_STATE =
      new ListStateDescriptor<>("writer-state", BytePrimitiveArraySerializer.INSTANCE);

  private final Sink<Object> sink;
  private OperatorContext context;
  private SinkContext sinkContext;
  private SinkWriter<Object> writer;
  private PendingCommits<Object> pending;

  private ConnectorSink(Sink<Object> sink) {
    this.sink = sink;
  }

  /** A factory for the plan. */
  @SuppressWarnings("unchecked")
  public static OperatorFactory factory(Sink<?> sink) {
    return () -> new ConnectorSink((Sink<Object>) sink);
  }

  @Override
  @SuppressWarnings("unchecked")
  public void open(OperatorContext context) throws Exception {
    this.context = context;
    this.sinkContext = new SinkContext(context);
    if (sink instanceof SupportsCommitter<?> committing) {
      pending =
          PendingCommits.restore((SupportsCommitter<Object>) committing, context, sinkContext);
      // before the writer begins, which may clear away what it finds of former runs
      pending.commitRestored();
    }
    writer = createWriter();
  }

  @SuppressWarnings("unchecked")
  private SinkWriter<Object> createWriter() throws Exception {
    if (sink instanceof SupportsWriterState<?, ?> stateful) {
      List<Object> state = restoredWriterState((SupportsWriterState<Object, Object>) stateful);
      if (!state.isEmpty()) {
        return ((SupportsWriterState<Object, Object>) stateful).restoreWriter(sinkContext, state);
      }
    }
    return sink.createWriter(sinkContext);
  }

  private List<Object> restoredWriterState(SupportsWriterState<Object, Object> stateful)
      throws Exception {
    List<Object> state = new ArrayList<>();
    SimpleVersionedSerializer<Object> serializer = stateful.getWriterStateSerializer();
    List<ListStateDescriptor<byte[]>> descriptors = new ArrayList<>(List.of(WRITER_STATE));
    if (sink instanceof SupportsWriterState.WithCompatibleState compatible) {
      for (String name : compatible.getCompatibleWriterStateNames()) {
        descriptors.add(new ListStateDescriptor<>(name, BytePrimitiveArraySerializer.INSTANCE));
      }
    }
    for (ListStateDescriptor<byte[]> descriptor : descriptors) {
      ListState<byte[]> bytes = context.operatorState().getListState(descriptor);
      for (byte[] each : bytes.get()) {
        state.add(SimpleVersionedSerialization.readVersionAndDeSerialize(serializer, each));
      }
      bytes.clear();
    }
    return state;
  }

  @Override
  public void process(int input, Object record, long timestamp) throws Exception {
    sinkContext.timestamp(timestamp);
    writer.write(record, sinkContext);
  }

  @Override
  public long onWatermark(long watermark) throws Exception {
    writer.writeWatermark(new Watermark(watermark));
    return watermark;
  }

  @Override
  public void finish() throws Exception {
    writer.flush(true);
    if (pending != null) {
      prepareCommit();
      if (!context.checkpointsEnabled()) {
        pending.assignTo(Long.MAX_VALUE);
        pending.commitUpTo(Long.MAX_VALUE);
        pending.requireNoneLeft();
      }
    }
  }

  @SuppressWarnings("unchecked")
  private void prepareCommit() throws Exception {
    if (writer instanceof CommittingSinkWriter<?, ?> committing) {
      pending.add(((CommittingSinkWriter<Object, Object>) committing).prepareCommit());
    }
  }

  @Override
  @SuppressWarnings("unchecked")
  public void snapshot(long checkpointId, long timestampMillis) throws Exception {
    writer.flush(false);
    if (pending != null) {
      prepareCommit();
      pending.assignTo(checkpointId);
      pending.snapshot();
    }
    if (writer instanceof StatefulSinkWriter<?, ?> stateful
        && sink instanceof SupportsWriterState<?, ?> supporting) {
      SimpleVersionedSerializer<Object> serializer =
          (SimpleVersionedSerializer<Object>) supporting.getWriterStateSerializer();
      List<byte[]> bytes = new ArrayList<>();
      for (Object each : stateful.snapshotState(checkpointId)) {
        bytes.add(SimpleVersionedSerialization.writeVersionAndSerialize(serializer, each));
      }
      context.operatorState().getListState(WRITER_STATE).update(bytes);
    }
  }

  @Override
  public boolean commitsOnCheckpoint() {
    return sink instanceof SupportsCommitter;
  }

  @Override
  public void checkpointCompleted(long checkpointId) throws Exception {
    if (pending != null) {
      pending.commitUpTo(checkpointId);
    }
  }

  @Override
  public void stopped() throws Exception {
    if (writer instanceof StopListener listener) {
      listener.onStoppedWithSavepoint();
    }
  }

  @Override
  public void close() throws Exception {
    try (AutoCloseable first = writer;
        AutoCloseable second = pending) {
      // the order of closing: what the writer still does may concern what is pending
    }
  }
}
