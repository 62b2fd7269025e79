// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.stream.sink;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.memory.DataInputDeserializer;
import io.flyshuttle.core.memory.DataOutputSerializer;
import io.flyshuttle.core.serialize.array.BytePrimitiveArraySerializer;
import io.flyshuttle.core.state.CheckpointListener;
import io.flyshuttle.core.state.FunctionInitializationContext;
import io.flyshuttle.core.state.FunctionSnapshotContext;
import io.flyshuttle.core.state.ListState;
import io.flyshuttle.core.state.ListStateDescriptor;
import io.flyshuttle.core.stream.checkpoint.CheckpointedFunction;
import io.flyshuttle.core.type.TypeSerializer;
import java.io.IOException;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A sink that writes in transactions, one from checkpoint to checkpoint, and so exactly once:
 *
 * <pre>
 * records ─▶ invoke in the current transaction
 * checkpoint is taken: preCommit; a new transaction begins; both are in the checkpoint
 * checkpoint is complete: commit
 * after a failure: recoverAndCommit what was pre-committed, recoverAndAbort what was not
 * </pre>
 *
 * {@code commit} must succeed in the end, and may be called again for a transaction that is
 * committed. A job without checkpoints commits when its input ends. (Two-phase commit: Gray, Notes
 * on Data Base Operating Systems, 1978.)
 *
 * @param <IN> type of the records
 * @param <TXN> what is needed to go on with, commit or abort a transaction
 * @param <CONTEXT> what all transactions of a subtask share, such as a pool of ids
 */
public abstract class TwoPhaseCommitSinkFunction<IN, TXN, CONTEXT> extends RichSinkFunction<IN>
    implements CheckpointedFunction, CheckpointListener {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(TwoPhaseCommitSinkFunction.class);
  private static final ListStateDescriptor<byte[]> STATE =
      new ListStateDescriptor<>("state", BytePrimitiveArraySerializer.INSTANCE);

  private final TypeSerializer<TXN> transactionSerializer;
  private final TypeSerializer<CONTEXT> contextSerializer;

  /** What all transactions share; set before the first begins. */
  protected transient Optional<CONTEXT> userContext;

  private transient ListState<byte[]> state;
  private transient LinkedHashMap<Long, Transaction<TXN>> pending;
  private transient Transaction<TXN> current;
  private transient boolean finished;
  private long transactionTimeoutMillis = Long.MAX_VALUE;
  private double warningRatio = -1;
  private boolean ignoreFailuresAfterTimeout;

  /** A transaction and when it began. */
  private record Transaction<TXN>(TXN handle, long startMillis) {}

  /**
   * @param transactionSerializer writes transactions into checkpoints
   * @param contextSerializer writes the user context into checkpoints
   */
  public TwoPhaseCommitSinkFunction(
      TypeSerializer<TXN> transactionSerializer, TypeSerializer<CONTEXT> contextSerializer) {
    this.transactionSerializer = transactionSerializer;
    this.contextSerializer = contextSerializer;
  }

  // ------------------------------------------------------------------ what a sink implements

  /** Writes one record within a transaction. */
  protected abstract void invoke(TXN transaction, IN value, Context context) throws Exception;

  /** Begins a transaction. */
  protected abstract TXN beginTransaction() throws Exception;

  /** Makes all of a transaction durable, so that {@link #commit} cannot fail for its content. */
  protected abstract void preCommit(TXN transaction) throws Exception;

  /** Makes a transaction visible. Must succeed in the end; may be called again. */
  protected abstract void commit(TXN transaction);

  /** Drops a transaction. */
  protected abstract void abort(TXN transaction);

  /** Commits a transaction after a restore. A failure fails the job until it succeeds. */
  protected void recoverAndCommit(TXN transaction) {
    commit(transaction);
  }

  /** Aborts a transaction after a restore. */
  protected void recoverAndAbort(TXN transaction) {
    abort(transaction);
  }

  /** Called after a restore with the transactions that were committed or aborted. */
  protected void finishRecoveringContext(Collection<TXN> handledTransactions) {}

  /** Called before the first transaction of a fresh start. */
  protected Optional<CONTEXT> initializeUserContext() {
    return Optional.empty();
  }

  /** The input has ended: flush the transaction, which is committed afterwards. */
  protected void finishProcessing(TXN transaction) {}

  protected Optional<CONTEXT> getUserContext() {
    return userContext;
  }

  protected TXN currentTransaction() {
    return current == null ? null : current.handle;
  }

  /** Transactions that wait for the completion of a checkpoint, by its id. */
  protected Stream<Map.Entry<Long, TXN>> pendingTransactions() {
    return pending.entrySet().stream()
        .map(entry -> new SimpleImmutableEntry<>(entry.getKey(), entry.getValue().handle));
  }

  /** Milliseconds after which the outside world drops a transaction; unlimited unless set. */
  protected TwoPhaseCommitSinkFunction<IN, TXN, CONTEXT> setTransactionTimeout(
      long transactionTimeout) {
    if (transactionTimeout < 0) {
      throw new FlyshuttleException(
          ErrorCode.INVALID_OPTION,
          "the transaction timeout is " + transactionTimeout + " ms; it cannot be negative");
    }
    this.transactionTimeoutMillis = transactionTimeout;
    return this;
  }

  /** After a restore, transactions older than the timeout whose commit fails are only logged. */
  protected TwoPhaseCommitSinkFunction<IN, TXN, CONTEXT> ignoreFailuresAfterTransactionTimeout() {
    this.ignoreFailuresAfterTimeout = true;
    return this;
  }

  /** Warns of transactions that have used up so much of their time, from 0 to 1. */
  protected TwoPhaseCommitSinkFunction<IN, TXN, CONTEXT> enableTransactionTimeoutWarnings(
      double warningRatio) {
    if (!(warningRatio >= 0 && warningRatio <= 1)) {
      throw new FlyshuttleException(
          ErrorCode.INVALID_OPTION,
          "the warning ratio is " + warningRatio + "; it must be from 0 to 1");
    }
    this.warningRatio = warningRatio;
    return this;
  }

  // ------------------------------------------------------------------ how it is run

  @Override
  public final void invoke(IN value) {
    throw new UnsupportedOperationException("a record needs its context");
  }

  @Override
  public final void invoke(IN value, Context context) throws Exception {
    invoke(current.handle, value, context);
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    state = context.getOperatorStateStore().getListState(STATE);
    pending = new LinkedHashMap<>();
    userContext = Optional.empty();
    finished = false;
    boolean restored = false;
    for (byte[] bytes : state.get()) {
      restored = true;
      recover(bytes);
    }
    if (!restored) {
      userContext = initializeUserContext();
    }
    begin();
  }

  private void recover(byte[] bytes) throws IOException {
    DataInputDeserializer in = new DataInputDeserializer(bytes);
    if (in.readBoolean()) {
      userContext = Optional.of(contextSerializer.deserialize(in));
    }
    List<TXN> handled = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      Transaction<TXN> transaction = read(in);
      recoverAndCommit(transaction);
      handled.add(transaction.handle);
    }
    if (in.readBoolean()) {
      TXN open = read(in).handle;
      handled.add(open);
      recoverAndAbort(open);
    }
    if (userContext.isPresent()) {
      finishRecoveringContext(handled);
    }
  }

  private void recoverAndCommit(Transaction<TXN> transaction) {
    try {
      warnOfTimeout(transaction);
      recoverAndCommit(transaction.handle);
    } catch (RuntimeException e) {
      if (!ignoreFailuresAfterTimeout || ageMillis(transaction) <= transactionTimeoutMillis) {
        throw e;
      }
      LOG.error(
          "The transaction {} is older than its timeout of {} ms and cannot be committed: what is"
              + " in it is lost",
          transaction.handle,
          transactionTimeoutMillis,
          e);
    }
  }

  private Transaction<TXN> read(DataInputDeserializer in) throws IOException {
    long startMillis = in.readLong();
    return new Transaction<>(transactionSerializer.deserialize(in), startMillis);
  }

  private void write(Transaction<TXN> transaction, DataOutputSerializer out) throws IOException {
    out.writeLong(transaction.startMillis);
    transactionSerializer.serialize(transaction.handle, out);
  }

  private void begin() throws Exception {
    current = new Transaction<>(beginTransaction(), System.currentTimeMillis());
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    if (current != null) {
      preCommit(current.handle);
      pending.put(context.getCheckpointId(), current);
      current = null;
      if (!finished) {
        begin();
      }
    }
    DataOutputSerializer out = new DataOutputSerializer(128);
    out.writeBoolean(userContext.isPresent());
    if (userContext.isPresent()) {
      contextSerializer.serialize(userContext.get(), out);
    }
    out.writeInt(pending.size());
    for (Transaction<TXN> transaction : pending.values()) {
      write(transaction, out);
    }
    out.writeBoolean(current != null);
    if (current != null) {
      write(current, out);
    }
    state.update(List.of(out.getCopyOfBuffer()));
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) throws Exception {
    RuntimeException first = null;
    Iterator<Map.Entry<Long, Transaction<TXN>>> due = pending.entrySet().iterator();
    while (due.hasNext()) {
      Map.Entry<Long, Transaction<TXN>> entry = due.next();
      if (entry.getKey() > checkpointId) {
        continue;
      }
      warnOfTimeout(entry.getValue());
      try {
        commit(entry.getValue().handle);
        due.remove();
      } catch (RuntimeException e) {
        first = first == null ? e : first;
      }
    }
    if (first != null) {
      throw new FlyshuttleException(
          ErrorCode.USER_FUNCTION_FAILED, "a commit failed: " + first.getMessage(), first);
    }
  }

  @Override
  public void notifyCheckpointAborted(long checkpointId) {
    // its transaction is part of the next checkpoint too
  }

  private void warnOfTimeout(Transaction<TXN> transaction) {
    long age = ageMillis(transaction);
    if (warningRatio >= 0 && age > transactionTimeoutMillis * warningRatio) {
      LOG.warn(
          "The transaction {} is open for {} ms; it is dropped after {} ms",
          transaction.handle,
          age,
          transactionTimeoutMillis);
    }
  }

  private static long ageMillis(Transaction<?> transaction) {
    return System.currentTimeMillis() - transaction.startMillis;
  }

  @Override
  public final void finish() throws Exception {
    finished = true;
    finishProcessing(currentTransaction());
  }

  @Override
  public void close() throws Exception {
    super.close();
    if (current != null) {
      abort(current.handle);
      current = null;
    }
  }
}
