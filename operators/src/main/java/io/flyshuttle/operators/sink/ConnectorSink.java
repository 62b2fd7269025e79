// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.sink;

import io.flyshuttle.core.connector.sink.Sink;
import io.flyshuttle.core.connector.sink.SupportsCommitter;
import io.flyshuttle.core.operator.Operator;
import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.operator.OperatorFactory;

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
  private final Sink<Object> sink;
  private OperatorContext context;
  private SinkWriting writing;
  private PendingCommits<Object> pending;
  private boolean finished;

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
    SinkContext sinkContext = new SinkContext(context);
    if (sink instanceof SupportsCommitter<?>) {
      SupportsCommitter<Object> committing = (SupportsCommitter<Object>) sink;
      pending =
          PendingCommits.restore(
              committing.createCommitter(sinkContext.forCommitter()),
              committing.getCommittableSerializer(),
              context,
              sinkContext.commitCounters());
      // before the writer begins, which may clear away what it finds of former runs
      pending.commitRestored();
    }
    writing = new SinkWriting(sink, context, sinkContext);
  }

  @Override
  public void process(int input, Object record, long timestamp) throws Exception {
    writing.write(record, timestamp);
  }

  @Override
  public long onWatermark(long watermark) throws Exception {
    writing.onWatermark(watermark);
    return watermark;
  }

  @Override
  public void finish() throws Exception {
    finished = true;
    writing.flush(true);
    if (pending != null) {
      pending.add(writing.prepareCommit());
      if (!context.checkpointsEnabled()) {
        pending.assignTo(Long.MAX_VALUE);
        pending.commitUpTo(Long.MAX_VALUE);
        pending.requireNoneLeft(Long.MAX_VALUE);
      }
    }
  }

  @Override
  public void snapshot(long checkpointId, long timestampMillis) throws Exception {
    writing.flush(false);
    if (pending != null) {
      pending.add(writing.prepareCommit());
      pending.assignTo(checkpointId);
      pending.snapshot();
    }
    writing.snapshot(checkpointId);
  }

  @Override
  public boolean commitsOnCheckpoint() {
    return sink instanceof SupportsCommitter;
  }

  @Override
  public void checkpointCompleted(long checkpointId) throws Exception {
    if (pending != null) {
      pending.commitUpTo(checkpointId);
      if (finished) {
        pending.requireNoneLeft(checkpointId);
      }
    }
  }

  @Override
  public void stopped() throws Exception {
    writing.stopped();
  }

  @Override
  public void close() throws Exception {
    try (AutoCloseable first = writing;
        AutoCloseable second = pending) {
      // the order of closing: what the writer still does may concern what is pending
    }
  }
}
