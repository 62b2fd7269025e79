// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.sink;

import io.flyshuttle.core.connector.sink.CommittableMessage;
import io.flyshuttle.core.connector.sink.CommittableSummary;
import io.flyshuttle.core.connector.sink.CommittableWithLineage;
import io.flyshuttle.core.connector.sink.Sink;
import io.flyshuttle.core.connector.sink.SinkWriter;
import io.flyshuttle.core.connector.sink.SupportsCommitter;
import io.flyshuttle.core.job.TaskInfo;
import io.flyshuttle.core.operator.Operator;
import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.operator.OperatorFactory;
import io.flyshuttle.core.operator.Output;
import java.util.Collection;
import java.util.List;

/**
 * The writer of a sink whose commits are made by an operator behind it: what is to be committed is
 * sent on before the barrier of the checkpoint it waits for, and at the end of input.
 *
 * @see TopologyCommitter
 */
public final class TopologyWriter implements Operator {
  private final Sink<Object> sink;
  private final boolean sendsCommittables;
  private SinkWriting writing;
  private Output<CommittableMessage<Object>> output;
  private TaskInfo task;
  private boolean finished;

  private TopologyWriter(Sink<Object> sink, boolean sendsCommittables) {
    this.sink = sink;
    this.sendsCommittables = sendsCommittables;
  }

  /**
   * A factory for the plan.
   *
   * @param sendsCommittables whether the writer prepares just what the committer commits: then it
   *     hands on, too, what a savepoint holds of the sink when it was one operator
   */
  @SuppressWarnings("unchecked")
  public static OperatorFactory factory(Sink<?> sink, boolean sendsCommittables) {
    return () -> new TopologyWriter((Sink<Object>) sink, sendsCommittables);
  }

  @Override
  @SuppressWarnings("unchecked")
  public void open(OperatorContext context) throws Exception {
    output = context.output();
    task = context.runtimeContext().getTaskInfo();
    writing = new SinkWriting(sink, context, new SinkContext(context));
    if (sendsCommittables && context.restoredCheckpoint().isPresent()) {
      List<Object> pending =
          PendingCommits.takeRestored(
              ((SupportsCommitter<Object>) sink).getCommittableSerializer(), context);
      if (!pending.isEmpty()) {
        send(context.restoredCheckpoint().getAsLong(), pending);
      }
    }
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
    writing.flush(true);
    send(CommittableMessage.EOI, writing.prepareCommit());
    finished = true;
  }

  @Override
  public void snapshot(long checkpointId, long timestampMillis) throws Exception {
    if (!finished) {
      writing.flush(false);
      send(checkpointId, writing.prepareCommit());
    }
    writing.snapshot(checkpointId);
  }

  private void send(long checkpointId, Collection<Object> committables) {
    int subtask = task.getIndexOfThisSubtask();
    output.emit(
        new CommittableSummary<>(
            subtask,
            task.getNumberOfParallelSubtasks(),
            checkpointId,
            committables.size(),
            committables.size(),
            0),
        NO_TIMESTAMP);
    for (Object committable : committables) {
      output.emit(new CommittableWithLineage<>(committable, checkpointId, subtask), NO_TIMESTAMP);
    }
  }

  @Override
  public void stopped() throws Exception {
    writing.stopped();
  }

  /** Closes the writer, a {@link SinkWriter}, if it was made. */
  @Override
  public void close() throws Exception {
    if (writing != null) {
      writing.close();
    }
  }
}
