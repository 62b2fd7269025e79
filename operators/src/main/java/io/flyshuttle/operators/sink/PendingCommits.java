// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.sink;

import io.flyshuttle.core.connector.SimpleVersionedSerialization;
import io.flyshuttle.core.connector.SimpleVersionedSerializer;
import io.flyshuttle.core.connector.sink.Committer;
import io.flyshuttle.core.connector.sink.SupportsCommitter;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.operator.ProcessingTimeService;
import io.flyshuttle.core.serialize.array.BytePrimitiveArraySerializer;
import io.flyshuttle.core.state.ListState;
import io.flyshuttle.core.state.ListStateDescriptor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What a sink has prepared and not yet committed, by the checkpoint whose completion it waits for.
 * Used by the task's thread.
 *
 * @param <CommT> what is needed to commit
 */
final class PendingCommits<CommT> implements AutoCloseable {
  private static final ListStateDescriptor<byte[]> COMMITTABLES =
      new ListStateDescriptor<>("committables", BytePrimitiveArraySerializer.INSTANCE);
  private static final long RETRY_DELAY_MILLIS = 1000;
  private static final int RETRIES_AT_THE_END = 10;

  private final Committer<CommT> committer;
  private final SimpleVersionedSerializer<CommT> serializer;
  private final OperatorContext context;
  private final CommitCounters counters;
  private final List<CommitAttempt<CommT>> unassigned = new ArrayList<>();
  private final NavigableMap<Long, List<CommitAttempt<CommT>>> byCheckpoint = new TreeMap<>();
  private long completed = Long.MIN_VALUE;
  private ProcessingTimeService.Alarm retry;

  private PendingCommits(
      Committer<CommT> committer,
      SimpleVersionedSerializer<CommT> serializer,
      OperatorContext context,
      CommitCounters counters) {
    this.committer = committer;
    this.serializer = serializer;
    this.context = context;
    this.counters = counters;
    counters.setCurrentPendingCommittablesGauge(this::size);
  }

  /** Reads what was pending when the checkpoint to restore was taken. */
  static <CommT> PendingCommits<CommT> restore(
      SupportsCommitter<CommT> sink, OperatorContext context, SinkContext sinkContext)
      throws Exception {
    PendingCommits<CommT> made =
        new PendingCommits<>(
            sink.createCommitter(sinkContext.forCommitter()),
            sink.getCommittableSerializer(),
            context,
            sinkContext.commitCounters());
    List<CommT> restored = new ArrayList<>();
    ListState<byte[]> state = context.operatorState().getListState(COMMITTABLES);
    for (byte[] bytes : state.get()) {
      restored.add(SimpleVersionedSerialization.readVersionAndDeSerialize(made.serializer, bytes));
    }
    made.add(restored);
    return made;
  }

  /** Commits what was restored: the checkpoint that held it is complete. */
  void commitRestored() throws Exception {
    if (!unassigned.isEmpty()) {
      assignTo(0);
      commitUpTo(0);
    }
  }

  /** Takes what the next checkpoint is to commit. */
  void add(Collection<CommT> committables) {
    for (CommT committable : committables) {
      unassigned.add(new CommitAttempt<>(committable));
      counters.getNumCommittablesTotalCounter().inc();
    }
  }

  /** What was added waits for this checkpoint. */
  void assignTo(long checkpointId) {
    if (!unassigned.isEmpty()) {
      byCheckpoint
          .computeIfAbsent(checkpointId, id -> new ArrayList<>())
          .addAll(List.copyOf(unassigned));
      unassigned.clear();
    }
  }

  /** Brings all that is pending into the state. */
  void snapshot() throws Exception {
    List<byte[]> bytes = new ArrayList<>();
    for (List<CommitAttempt<CommT>> attempts : byCheckpoint.values()) {
      for (CommitAttempt<CommT> attempt : attempts) {
        bytes.add(
            SimpleVersionedSerialization.writeVersionAndSerialize(
                serializer, attempt.getCommittable()));
      }
    }
    context.operatorState().getListState(COMMITTABLES).update(bytes);
  }

  /** Commits what waits for this checkpoint or one before; what is to be retried stays. */
  void commitUpTo(long checkpointId) throws Exception {
    completed = Math.max(completed, checkpointId);
    Map<Long, List<CommitAttempt<CommT>>> due = byCheckpoint.headMap(checkpointId, true);
    List<CommitAttempt<CommT>> attempts = new ArrayList<>();
    due.values().forEach(attempts::addAll);
    due.clear();
    if (attempts.isEmpty()) {
      return;
    }
    attempts.forEach(CommitAttempt::begin);
    committer.commit(new ArrayList<>(attempts));
    List<CommitAttempt<CommT>> again = new ArrayList<>();
    for (CommitAttempt<CommT> attempt : attempts) {
      if (counters.count(attempt)) {
        again.add(attempt);
      }
    }
    if (!again.isEmpty()) {
      byCheckpoint.computeIfAbsent(checkpointId, id -> new ArrayList<>()).addAll(again);
      retrySoon();
    }
  }

  private void retrySoon() {
    if (retry == null) {
      retry =
          context
              .processingTime()
              .schedule(
                  context.processingTime().currentTimeMillis() + RETRY_DELAY_MILLIS,
                  time -> {
                    retry = null;
                    commitUpTo(completed);
                  });
    }
  }

  /** At the end of a job without checkpoints: tries what is left a few times more. */
  void requireNoneLeft() throws Exception {
    for (int i = 0; i < RETRIES_AT_THE_END && !byCheckpoint.isEmpty(); i++) {
      commitUpTo(Long.MAX_VALUE);
    }
    if (!byCheckpoint.isEmpty()) {
      throw new FlyshuttleException(
          ErrorCode.USER_FUNCTION_FAILED,
          size()
              + " commits of the sink are to be retried and the job has ended: its output is"
              + " incomplete");
    }
  }

  private int size() {
    int size = unassigned.size();
    for (List<?> attempts : byCheckpoint.values()) {
      size += attempts.size();
    }
    return size;
  }

  @Override
  public void close() throws Exception {
    if (retry != null) {
      retry.cancel();
    }
    committer.close();
  }
}
