// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.operator;

import io.flyshuttle.core.function.rich.RuntimeContext;
import io.flyshuttle.core.memory.ManagedMemory;
import io.flyshuttle.core.memory.SpillDirectories;
import io.flyshuttle.core.state.KeyedStateBackend;
import io.flyshuttle.core.state.OperatorStateStore;
import io.flyshuttle.core.type.TypeSerializer;
import java.util.OptionalLong;

/**
 * Everything an operator may use of its task. Valid from {@link Operator#open} to {@link
 * Operator#close}; used by the operator's thread only, except where a method says otherwise.
 */
public interface OperatorContext {

  /** Where records go. */
  <T> Output<T> output();

  /** The view of the task that user functions get. */
  RuntimeContext runtimeContext();

  /** Number of inputs, and so of {@link Operator#endInput} calls to come. */
  int inputCount();

  /**
   * The serializer of an input, as in {@link OperatorCode}; a duplicate for this operator alone.
   */
  <T> TypeSerializer<T> inputSerializer(int input);

  /**
   * How many bytes will come by an input, as they are on disk, if it is known before the first
   * does: when all of it comes from complete results. -1 if it is not known.
   */
  default long inputBytes(int input) {
    return -1;
  }

  /** The serializer of the main output; a duplicate for this operator alone. */
  <T> TypeSerializer<T> outputSerializer();

  /** Brings work of other threads into the task's thread. Usable by any thread. */
  Mailbox mailbox();

  /** The clock and its alarms. */
  ProcessingTimeService processingTime();

  /** Input splits of a source. */
  SplitProvider splits();

  /**
   * The lock that a {@link PushSource} holds while it emits. The same object for all operators of
   * the task.
   */
  Object sourceLock();

  /**
   * State of the current key. The first call fixes the key's type; later calls return the same
   * backend.
   */
  <K> KeyedStateBackend<K> keyedState(TypeSerializer<K> keySerializer);

  /** State of this subtask that is not bound to keys. */
  OperatorStateStore operatorState();

  /** This operator's share of the slot's managed memory. */
  ManagedMemory managedMemory();

  /** Local directories for data that does not fit into memory. */
  SpillDirectories spillDirectories();

  /**
   * Whether this operator may emit the same object again with other content: the job allows it, and
   * no operator of the task keeps what it is given.
   */
  default boolean mayReuseRecords() {
    return false;
  }

  /** Whether the job has periodic checkpoints. */
  default boolean checkpointsEnabled() {
    return false;
  }

  /** The other subtasks of this operator, if its plan node asked for the way to them. */
  default Peers peers() {
    return Peers.alone();
  }

  /** The checkpoint or savepoint that state was restored from; empty for a fresh start. */
  default OptionalLong restoredCheckpoint() {
    return OptionalLong.empty();
  }

  /**
   * Says something to the subtasks whose records come by {@code input}: each of them gets it by
   * {@link Operator#onReply}, in the order of the calls. Nothing of it is part of a checkpoint, and
   * it never waits. For the first operator of a chain, and for pipelined inputs.
   *
   * @param message short; not to be changed after the call
   */
  default void reply(int input, byte[] message) {
    throw new UnsupportedOperationException("this operator cannot reply to its input");
  }

  /** The lowest watermark the operator has been given, {@link Long#MIN_VALUE} before the first. */
  long currentWatermark();
}
