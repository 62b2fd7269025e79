// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.stream;

import io.flyshuttle.core.function.Function;
import io.flyshuttle.core.function.KeySelector;
import io.flyshuttle.core.operator.Operator;
import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.operator.OperatorFactory;
import io.flyshuttle.core.state.CheckpointListener;
import io.flyshuttle.core.state.KeyedStateBackend;
import io.flyshuttle.core.state.StopListener;
import io.flyshuttle.core.stream.sink.SinkFunction;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.operators.function.StatefulFunction;
import java.util.List;

/**
 * Gives the user function of another operator its state: by key, by setting the current key before
 * each record, and its own, by connecting it with snapshots. Stands before the other operator only
 * where its function can have state.
 */
public final class StatefulCaller implements Operator {
  private final Operator inner;
  private final Function function;
  private final TypeSerializer<Object> keySerializer;
  private final KeySelector<Object, Object>[] selectors;
  private KeyedStateBackend<Object> keyed;
  private StatefulFunction state;
  private boolean checkpoints;

  @SuppressWarnings("unchecked")
  private StatefulCaller(
      Operator inner,
      Function function,
      TypeSerializer<Object> keySerializer,
      List<? extends KeySelector<?, ?>> selectors) {
    this.inner = inner;
    this.function = function;
    this.keySerializer = keySerializer;
    this.selectors = selectors.toArray(new KeySelector[0]);
  }

  /**
   * A factory for the plan.
   *
   * @param inner makes the operator that does the work
   * @param function the user function that {@code inner} calls
   * @param keySerializer of the keys, which are of one type for all inputs; null for none
   * @param selectors one per input; empty for a stream without keys, or where {@code inner} sets
   *     the current key itself
   */
  @SuppressWarnings("unchecked")
  public static OperatorFactory factory(
      OperatorFactory inner,
      Function function,
      TypeSerializer<?> keySerializer,
      List<? extends KeySelector<?, ?>> selectors) {
    return () ->
        new StatefulCaller(
            inner.create(), function, (TypeSerializer<Object>) keySerializer, selectors);
  }

  @Override
  public void open(OperatorContext context) throws Exception {
    if (keySerializer != null) {
      keyed = context.keyedState(keySerializer);
    }
    checkpoints = context.checkpointsEnabled();
    state = StatefulFunction.initialize(function, context, keyed);
    inner.open(context);
  }

  @Override
  public void process(int input, Object record, long timestamp) throws Exception {
    if (selectors.length > 0) {
      keyed.setCurrentKey(selectors[input].getKey(record));
    }
    inner.process(input, record, timestamp);
  }

  @Override
  public long onWatermark(long watermark) throws Exception {
    return inner.onWatermark(watermark);
  }

  @Override
  public void endInput(int input) throws Exception {
    inner.endInput(input);
  }

  @Override
  public void finish() throws Exception {
    inner.finish();
    if (!checkpoints && commitsOnCheckpoint()) {
      // The end of a job without checkpoints is the one moment at which all is known to be done.
      state.snapshot(Long.MAX_VALUE, System.currentTimeMillis());
      state.checkpointCompleted(Long.MAX_VALUE);
    }
  }

  /** A sink that listens for checkpoints does so to commit. */
  @Override
  public boolean commitsOnCheckpoint() {
    return function instanceof SinkFunction && function instanceof CheckpointListener;
  }

  @Override
  public void snapshot(long checkpointId, long timestampMillis) throws Exception {
    inner.snapshot(checkpointId, timestampMillis);
    state.snapshot(checkpointId, timestampMillis);
  }

  @Override
  public void checkpointCompleted(long checkpointId) throws Exception {
    inner.checkpointCompleted(checkpointId);
    state.checkpointCompleted(checkpointId);
  }

  @Override
  public void checkpointAborted(long checkpointId) throws Exception {
    inner.checkpointAborted(checkpointId);
    state.checkpointAborted(checkpointId);
  }

  @Override
  public void stopped() throws Exception {
    if (function instanceof StopListener listener) {
      listener.onStoppedWithSavepoint();
    }
    inner.stopped();
  }

  @Override
  public void close() throws Exception {
    inner.close();
  }
}
