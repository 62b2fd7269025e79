// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.sink;

import io.flyshuttle.core.connector.SimpleVersionedSerializer;
import io.flyshuttle.core.connector.sink.CommittableMessage;
import io.flyshuttle.core.connector.sink.CommittableSummary;
import io.flyshuttle.core.connector.sink.CommittableWithLineage;
import io.flyshuttle.core.connector.sink.Committer;
import io.flyshuttle.core.connector.sink.CommitterInitContext;
import io.flyshuttle.core.job.TaskInfo;
import io.flyshuttle.core.operator.Operator;
import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.operator.OperatorFactory;
import io.flyshuttle.core.operator.Output;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;

/**
 * Commits what a {@link TopologyWriter} has sent, once the checkpoint is complete before whose
 * barrier it came, and tells those behind it what has been committed.
 *
 * <p>Those may hear of a commit again after a failure, as the commit itself is then made again.
 * What is committed with a savepoint that stops the job is told when a job goes on from there.
 */
public final class TopologyCommitter implements Operator {

  /**
   * Makes a committer. Travels to the workers.
   *
   * @param <CommT> what is needed to commit
   */
  @FunctionalInterface
  public interface CommitterMaker<CommT> extends Serializable {
    Committer<CommT> make(CommitterInitContext context) throws IOException;
  }

  /**
   * Gives the serializer of committables. Travels to the workers.
   *
   * @param <CommT> what is needed to commit
   */
  @FunctionalInterface
  public interface SerializerMaker<CommT> extends Serializable {
    SimpleVersionedSerializer<CommT> make();
  }

  private final CommitterMaker<Object> committerMaker;
  private final SerializerMaker<Object> serializerMaker;
  private final boolean tells;
  private OperatorContext context;
  private Output<CommittableMessage<Object>> output;
  private Committer<Object> committer;
  private PendingCommits<Object> pending;
  private boolean finished;
  private boolean ended;

  private TopologyCommitter(
      CommitterMaker<Object> committerMaker,
      SerializerMaker<Object> serializerMaker,
      boolean tells) {
    this.committerMaker = committerMaker;
    this.serializerMaker = serializerMaker;
    this.tells = tells;
  }

  /**
   * A factory for the plan.
   *
   * @param tells whether anybody wants to hear of commits
   */
  @SuppressWarnings("unchecked")
  public static <CommT> OperatorFactory factory(
      CommitterMaker<CommT> committerMaker, SerializerMaker<CommT> serializerMaker, boolean tells) {
    return () ->
        new TopologyCommitter(
            (CommitterMaker<Object>) (CommitterMaker<?>) committerMaker,
            (SerializerMaker<Object>) (SerializerMaker<?>) serializerMaker,
            tells);
  }

  @Override
  public void open(OperatorContext newContext) throws Exception {
    context = newContext;
    output = context.output();
    SinkContext sinkContext = new SinkContext(context);
    committer = committerMaker.make(sinkContext.forCommitter());
    pending =
        PendingCommits.restore(
            committer, serializerMaker.make(), context, sinkContext.commitCounters());
    if (tells) {
      pending.tell(this::tell);
    }
    pending.commitRestored();
  }

  private void tell(long checkpointId, List<Object> committables, int failed) {
    TaskInfo task = context.runtimeContext().getTaskInfo();
    int subtask = task.getIndexOfThisSubtask();
    output.emit(
        new CommittableSummary<>(
            subtask,
            task.getNumberOfParallelSubtasks(),
            checkpointId,
            committables.size(),
            0,
            failed),
        NO_TIMESTAMP);
    for (Object committable : committables) {
      output.emit(new CommittableWithLineage<>(committable, checkpointId, subtask), NO_TIMESTAMP);
    }
  }

  @Override
  public void process(int input, Object message, long timestamp) {
    if (message instanceof CommittableWithLineage<?> lineage) {
      pending.add(List.of(lineage.getCommittable()));
    }
  }

  @Override
  public void finish() throws Exception {
    finished = true;
    if (!context.checkpointsEnabled()) {
      pending.assignTo(CommittableMessage.EOI);
      pending.commitUpTo(CommittableMessage.EOI);
      pending.requireNoneLeft(CommittableMessage.EOI);
      end();
    }
  }

  private void end() throws Exception {
    boolean first = !ended;
    ended = true;
    if (first && committer instanceof EndAwareCommitter<?> aware) {
      aware.endOfInput();
    }
  }

  @Override
  public void snapshot(long checkpointId, long timestampMillis) throws Exception {
    pending.assignTo(checkpointId);
    pending.snapshot();
  }

  @Override
  public boolean commitsOnCheckpoint() {
    return true;
  }

  @Override
  public boolean emitsOnCheckpoint() {
    return tells;
  }

  @Override
  public void checkpointCompleted(long checkpointId) throws Exception {
    pending.commitUpTo(checkpointId);
    if (finished) {
      pending.requireNoneLeft(checkpointId);
      if (pending.isEmpty()) {
        end();
      }
    }
  }

  @Override
  public void close() throws Exception {
    if (pending != null) {
      pending.close();
    } else if (committer != null) {
      committer.close();
    }
  }
}
