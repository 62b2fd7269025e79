// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.function;

import io.flyshuttle.core.function.Function;
import io.flyshuttle.core.function.rich.RichFunction;
import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.plan.CodeBytes;
import io.flyshuttle.core.serialize.array.BytePrimitiveArraySerializer;
import io.flyshuttle.core.state.CheckpointListener;
import io.flyshuttle.core.state.FunctionInitializationContext;
import io.flyshuttle.core.state.FunctionSnapshotContext;
import io.flyshuttle.core.state.KeyedStateStore;
import io.flyshuttle.core.state.ListState;
import io.flyshuttle.core.state.ListStateDescriptor;
import io.flyshuttle.core.state.OperatorStateStore;
import io.flyshuttle.core.stream.checkpoint.CheckpointedFunction;
import io.flyshuttle.core.stream.checkpoint.ListCheckpointed;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Connects a user function that keeps state of its own with the snapshots of its operator. Does
 * nothing for all other functions. Used by the operator's thread.
 */
public final class StatefulFunction {
  private static final ListStateDescriptor<byte[]> LIST =
      new ListStateDescriptor<>("list-checkpointed", BytePrimitiveArraySerializer.INSTANCE);

  private final Function function;
  private final OperatorContext context;

  private StatefulFunction(Function function, OperatorContext context) {
    this.function = function;
    this.context = context;
  }

  /**
   * Lets the function set up or restore its state; to be called before the function is opened.
   *
   * @param keyedState state by key; null if the function does not run on a keyed stream
   */
  public static StatefulFunction initialize(
      Function function, OperatorContext context, KeyedStateStore keyedState) throws Exception {
    if (function instanceof RichFunction rich) {
      rich.setRuntimeContext(context.runtimeContext());
    }
    if (function instanceof CheckpointedFunction checkpointed) {
      checkpointed.initializeState(new Initialization(context, keyedState));
    }
    if (function instanceof ListCheckpointed<?> list && context.restoredCheckpoint().isPresent()) {
      restore(list, context);
    }
    return new StatefulFunction(function, context);
  }

  @SuppressWarnings("unchecked")
  private static void restore(ListCheckpointed<?> function, OperatorContext context)
      throws Exception {
    List<Serializable> elements = new ArrayList<>();
    for (byte[] bytes : context.operatorState().getListState(LIST).get()) {
      elements.add(CodeBytes.read(bytes, function.getClass().getClassLoader()));
    }
    ((ListCheckpointed<Serializable>) function).restoreState(elements);
  }

  /** Lets the function bring into its state what is only in fields. */
  public void snapshot(long checkpointId, long timestampMillis) throws Exception {
    if (function instanceof CheckpointedFunction checkpointed) {
      checkpointed.snapshotState(new Snapshot(checkpointId, timestampMillis));
    }
    if (function instanceof ListCheckpointed<?> list) {
      ListState<byte[]> state = context.operatorState().getListState(LIST);
      state.clear();
      List<? extends Serializable> elements = list.snapshotState(checkpointId, timestampMillis);
      if (elements != null) {
        for (Serializable element : elements) {
          state.add(CodeBytes.write(element, "state of " + function.getClass().getName()));
        }
      }
    }
  }

  /** Tells the function that a checkpoint is complete. */
  public void checkpointCompleted(long checkpointId) throws Exception {
    if (function instanceof CheckpointListener listener) {
      listener.notifyCheckpointComplete(checkpointId);
    }
  }

  /** Tells the function that a checkpoint will never complete. */
  public void checkpointAborted(long checkpointId) throws Exception {
    if (function instanceof CheckpointListener listener) {
      listener.notifyCheckpointAborted(checkpointId);
    }
  }

  private record Initialization(OperatorContext context, KeyedStateStore keyedState)
      implements FunctionInitializationContext {
    @Override
    public boolean isRestored() {
      return getRestoredCheckpointId().isPresent();
    }

    @Override
    public OptionalLong getRestoredCheckpointId() {
      return context.restoredCheckpoint();
    }

    @Override
    public OperatorStateStore getOperatorStateStore() {
      return context.operatorState();
    }

    @Override
    public KeyedStateStore getKeyedStateStore() {
      if (keyedState == null) {
        throw new UnsupportedOperationException(
            "keyed state is only available on a keyed stream; call keyBy before this function");
      }
      return keyedState;
    }
  }

  private record Snapshot(long getCheckpointId, long getCheckpointTimestamp)
      implements FunctionSnapshotContext {}
}
