// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.sink;

import io.flyshuttle.core.connector.SimpleVersionedSerialization;
import io.flyshuttle.core.connector.SimpleVersionedSerializer;
import io.flyshuttle.core.connector.sink.Committer;
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
  private Committed<CommT> committed = (checkpointId, committables, failed) -> {};
  private long completed = Long.MIN_VALUE;
  private ProcessingTimeService.Alarm retry;

  /** Is told what has been committed. */
  @FunctionalInterface
  interface Committed<CommT> {
    /**
     * @param checkpointId the checkpoint whose completion it waited for
     * @param failed how many have been given up
     */
    void onCommitted(long checkpointId, List<CommT> committables, int failed) throws Exception;
  }

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
      Committer<CommT> committer,
      SimpleVersionedSerializer<CommT> serializer,
      OperatorContext context,
      CommitCounters counters)
      throws Exception {
    PendingCommits<CommT> made = new PendingCommits<>(committer, serializer, context, counters);
    made.add(restored(serializer, context));
    return made;
  }

  /** What was pending when the checkpoint to restore was taken. */
  static <CommT> List<CommT> restored(
      SimpleVersionedSerializer<CommT> serializer, OperatorContext context) throws Exception {
    List<CommT> restored = new ArrayList<>();
    ListState<byte[]> state = context.operatorState().getListState(COMMITTABLES);
    for (byte[] bytes : state.get()) {
      restored.add(SimpleVersionedSerialization.readVersionAndDeSerialize(serializer, bytes));
    }
    return restored;
  }

  /** From now on tells what has been committed. */
  void tell(Committed<CommT> listener) {
    this.committed = listener;
  }

  /** Commits what was restored: the checkpoint that held it is complete. */
  void commitRestored() throws Exception {
    if (!unassigned.isEmpty()) {
      long restored = context.restoredCheckpoint().orElse(0);
      assignTo(restored);
      commitUpTo(restored);
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
    List<CommitAttempt<CommT>> attempts = new ArrayList<>();
    due(checkpointId).values().forEach(attempts::addAll);
    if (attempts.isEmpty()) {
      return;
    }
    attempts.forEach(CommitAttempt::begin);
    committer.commit(new ArrayList<>(attempts));
    Map<Long, List<CommitAttempt<CommT>>> tried = new TreeMap<>(due(checkpointId));
    due(checkpointId).clear();
    for (Map.Entry<Long, List<CommitAttempt<CommT>>> each : tried.entrySet()) {
      settle(each.getKey(), each.getValue());
    }
    if (!due(checkpointId).isEmpty()) {
      retrySoon();
    }
  }

  private NavigableMap<Long, List<CommitAttempt<CommT>>> due(long checkpointId) {
    return byCheckpoint.headMap(checkpointId, true);
  }

  private void settle(long checkpointId, List<CommitAttempt<CommT>> attempts) throws Exception {
    List<CommitAttempt<CommT>> again = new ArrayList<>();
    List<CommT> done = new ArrayList<>();
    int failed = 0;
    for (CommitAttempt<CommT> attempt : attempts) {
      if (counters.count(attempt)) {
        again.add(attempt);
      } else if (attempt.outcome() == CommitAttempt.Outcome.GIVEN_UP) {
        failed++;
      } else {
        done.add(attempt.getCommittable());
      }
    }
    if (!again.isEmpty()) {
      byCheckpoint.put(checkpointId, again);
    }
    if (!done.isEmpty() || failed > 0) {
      committed.onCommitted(checkpointId, done, failed);
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

  /** At the end of the job: tries what is left up to this checkpoint a few times more. */
  void requireNoneLeft(long checkpointId) throws Exception {
    for (int i = 0; i < RETRIES_AT_THE_END && !due(checkpointId).isEmpty(); i++) {
      commitUpTo(checkpointId);
    }
    int left = due(checkpointId).values().stream().mapToInt(List::size).sum();
    if (left > 0) {
      throw new FlyshuttleException(
          ErrorCode.USER_FUNCTION_FAILED,
          left
              + " commits of the sink are to be retried and the job has ended: its output is"
              + " incomplete");
    }
  }

  boolean isEmpty() {
    return size() == 0;
  }

  /** Hands on what another operator is to commit now: here it is no longer pending. */
  static <CommT> List<CommT> takeRestored(
      SimpleVersionedSerializer<CommT> serializer, OperatorContext context) throws Exception {
    List<CommT> restored = restored(serializer, context);
    context.operatorState().getListState(COMMITTABLES).clear();
    return restored;
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
