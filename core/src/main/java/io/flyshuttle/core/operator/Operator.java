// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.operator;

/**
 * One step of a program at run time. An operator has any number of inputs, numbered from 0; one
 * without inputs is a {@link PullSource} or a {@link PushSource}.
 *
 * <p><b>Threading.</b> All methods are called by one thread at a time, and what one call wrote the
 * next call sees: records, watermarks, timers, snapshots and {@link #close} never overlap. The
 * operator starts no threads that touch its fields; a result that arrives on another thread comes
 * back through {@link OperatorContext#mailbox}.
 *
 * <p><b>Life cycle.</b> {@link #open} once; then any mix of {@link #process}, {@link #onWatermark},
 * {@link #endInput} and {@link #snapshot}; {@link #finish} once all inputs have ended; {@link
 * #close} at last, and also after a failure or a cancellation at any point, even in {@code open}.
 *
 * <p><b>Records.</b> An operator may not keep a record after the call, nor change it, unless it
 * copies it or its {@link OperatorCode} says that it needs records of its own: the chain decides
 * where copies are made. Emitting may block while the receiver is slow; that is all an operator
 * ever notices of backpressure.
 *
 * <p>An exception thrown by any method fails the task.
 */
public interface Operator extends AutoCloseable {

  /** Timestamp of a record that has none. */
  long NO_TIMESTAMP = Long.MIN_VALUE;

  /** {@link #nextInput} of an operator that takes records as they come. */
  int ANY_INPUT = -1;

  /** Prepares for work; state to restore is already in place in {@code context}. */
  void open(OperatorContext context) throws Exception;

  /**
   * Takes one record.
   *
   * @param input the input it came by
   * @param record the record, never null unless the type allows null
   * @param timestamp its event time in milliseconds since 1970, or {@link #NO_TIMESTAMP}
   */
  void process(int input, Object record, long timestamp) throws Exception;

  /**
   * Which input to read next: an input's number, or {@link #ANY_INPUT}. Asked before each batch of
   * records and after an input has ended; must not name an input that has ended. Batches end where
   * the answer may change only if {@link #selectsInputPerRecord} says so.
   */
  default int nextInput() {
    return ANY_INPUT;
  }

  /** Whether {@link #nextInput} is to be asked after every single record. */
  default boolean selectsInputPerRecord() {
    return false;
  }

  /**
   * No record with a timestamp of {@code watermark} or less is expected any more, on any input (the
   * minimum over all inputs that are not idle). Event-time timers up to it have fired before this
   * call.
   *
   * @return the watermark to hand on; anything not above the last one handed on is not sent
   */
  default long onWatermark(long watermark) throws Exception {
    return watermark;
  }

  /** The given input has ended; its last record has been processed. Called once per input. */
  default void endInput(int input) throws Exception {}

  /** All inputs have ended, or the source is exhausted: emit what is left. */
  default void finish() throws Exception {}

  /**
   * The synchronous part of a snapshot: bring into the context's state stores what is only in
   * fields. Keyed state, operator state and timers held by the context are snapshotted by the task.
   */
  default void snapshot(long checkpointId, long timestampMillis) throws Exception {}

  /**
   * Whether the operator has side effects that wait for {@link #checkpointCompleted}. Its task then
   * finishes only after a checkpoint that came after {@link #finish}, if the job has checkpoints;
   * if it has none, {@link #finish} must make them.
   */
  default boolean commitsOnCheckpoint() {
    return false;
  }

  /**
   * Whether {@link #checkpointCompleted} may emit records: the task's results then end only after
   * the last checkpoint that {@link #commitsOnCheckpoint} asks for. Records emitted so come after
   * the barrier, and after {@link #finish} of operators behind it in the chain.
   */
  default boolean emitsOnCheckpoint() {
    return false;
  }

  /** The checkpoint is complete and durable: side effects that waited for it may be made. */
  default void checkpointCompleted(long checkpointId) throws Exception {}

  /** The checkpoint will never complete. */
  default void checkpointAborted(long checkpointId) throws Exception {}

  /**
   * The job stops with a savepoint that is complete: no record came after it, and none will.
   * Neither {@link #endInput} nor {@link #finish} are called then.
   */
  default void stopped() throws Exception {}

  /**
   * A subtask that receives this operator's records says something, by {@link
   * OperatorContext#reply}.
   *
   * @param receiver index of that subtask, if all subtasks are connected with all
   */
  default void onReply(int receiver, byte[] message) throws Exception {
    throw new IllegalStateException("the operator takes no replies");
  }

  /** Frees everything. Called exactly once, last. */
  @Override
  default void close() throws Exception {}
}
