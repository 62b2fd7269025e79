// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.sink;

import io.flyshuttle.core.connector.SimpleVersionedSerialization;
import io.flyshuttle.core.connector.SimpleVersionedSerializer;
import io.flyshuttle.core.connector.sink.CommittingSinkWriter;
import io.flyshuttle.core.connector.sink.Sink;
import io.flyshuttle.core.connector.sink.SinkWriter;
import io.flyshuttle.core.connector.sink.StatefulSinkWriter;
import io.flyshuttle.core.connector.sink.SupportsWriterState;
import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.serialize.array.BytePrimitiveArraySerializer;
import io.flyshuttle.core.state.ListState;
import io.flyshuttle.core.state.ListStateDescriptor;
import io.flyshuttle.core.state.StopListener;
import io.flyshuttle.core.time.Watermark;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The writer of a {@link Sink} and its state. Used by the task's thread.
 *
 * @see ConnectorSink
 */
final class SinkWriting implements AutoCloseable {
  private static final ListStateDescriptor<byte[]> WRITER_STATE =
      new ListStateDescriptor<>("writer-state", BytePrimitiveArraySerializer.INSTANCE);

  private final Sink<Object> sink;
  private final OperatorContext context;
  private final SinkContext sinkContext;
  private final SinkWriter<Object> writer;

  /** Makes the writer, or restores it if there is state. */
  @SuppressWarnings("unchecked")
  SinkWriting(Sink<Object> sink, OperatorContext context, SinkContext sinkContext)
      throws Exception {
    this.sink = sink;
    this.context = context;
    this.sinkContext = sinkContext;
    if (sink instanceof SupportsWriterState<?, ?>) {
      SupportsWriterState<Object, Object> stateful = (SupportsWriterState<Object, Object>) sink;
      List<Object> state = restoredState(stateful);
      this.writer =
          state.isEmpty()
              ? sink.createWriter(sinkContext)
              : stateful.restoreWriter(sinkContext, state);
    } else {
      this.writer = sink.createWriter(sinkContext);
    }
  }

  private List<Object> restoredState(SupportsWriterState<Object, Object> stateful)
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

  void write(Object record, long timestamp) throws Exception {
    sinkContext.timestamp(timestamp);
    writer.write(record, sinkContext);
  }

  void onWatermark(long watermark) throws Exception {
    writer.writeWatermark(new Watermark(watermark));
  }

  void flush(boolean endOfInput) throws Exception {
    writer.flush(endOfInput);
  }

  /** What is to be committed of all that was written before; empty if it commits nothing. */
  @SuppressWarnings("unchecked")
  Collection<Object> prepareCommit() throws IOException, InterruptedException {
    return writer instanceof CommittingSinkWriter<?, ?> committing
        ? ((CommittingSinkWriter<Object, Object>) committing).prepareCommit()
        : List.of();
  }

  /** Brings the writer's state into the task's. */
  @SuppressWarnings("unchecked")
  void snapshot(long checkpointId) throws Exception {
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

  void stopped() throws Exception {
    if (writer instanceof StopListener listener) {
      listener.onStoppedWithSavepoint();
    }
  }

  @Override
  public void close() throws Exception {
    writer.close();
  }
}
