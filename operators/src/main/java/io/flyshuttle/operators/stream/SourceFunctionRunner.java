// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.stream;

import io.flyshuttle.core.operator.Operator;
import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.operator.OperatorFactory;
import io.flyshuttle.core.operator.Output;
import io.flyshuttle.core.operator.PushSource;
import io.flyshuttle.core.stream.source.SourceFunction;
import io.flyshuttle.core.stream.source.Watermark;
import io.flyshuttle.operators.function.StatefulFunction;
import io.flyshuttle.operators.function.UserFunction;

/**
 * Runs a {@link SourceFunction}. Each record is emitted under the source lock, which is the
 * checkpoint lock that the function may hold itself to bind its state to what it emits.
 */
public final class SourceFunctionRunner implements PushSource {
  private final UserFunction<SourceFunction<Object>> userFunction;
  private final boolean eventTime;
  private StatefulFunction state;
  private SourceFunction<Object> function;
  private Output<Object> output;
  private Object lock;
  private volatile boolean canceled;

  private SourceFunctionRunner(
      UserFunction<SourceFunction<Object>> userFunction, boolean eventTime) {
    this.userFunction = userFunction;
    this.eventTime = eventTime;
  }

  /**
   * A factory for the plan.
   *
   * @param eventTime whether the function's timestamps and watermarks count
   */
  @SuppressWarnings("unchecked")
  public static <T> OperatorFactory factory(
      UserFunction<SourceFunction<T>> function, boolean eventTime) {
    UserFunction<?> erased = function;
    return () -> new SourceFunctionRunner((UserFunction<SourceFunction<Object>>) erased, eventTime);
  }

  @Override
  public void open(OperatorContext context) throws Exception {
    output = context.output();
    lock = context.sourceLock();
    state = StatefulFunction.initialize(userFunction.function(), context, null);
    function = userFunction.open(context);
  }

  @Override
  public void run() throws Exception {
    if (!canceled) {
      function.run(new Context());
    }
  }

  @Override
  public void cancel() {
    canceled = true;
    userFunction.function().cancel();
  }

  @Override
  public void finish() {
    output.emitWatermark(Long.MAX_VALUE);
  }

  @Override
  public void snapshot(long checkpointId, long timestampMillis) throws Exception {
    state.snapshot(checkpointId, timestampMillis);
  }

  @Override
  public void checkpointCompleted(long checkpointId) throws Exception {
    state.checkpointCompleted(checkpointId);
  }

  @Override
  public void checkpointAborted(long checkpointId) throws Exception {
    state.checkpointAborted(checkpointId);
  }

  @Override
  public void close() throws Exception {
    userFunction.close();
  }

  /** What the function emits to; used by the source's own thread. */
  private final class Context implements SourceFunction.SourceContext<Object> {
    private boolean idle;

    @Override
    public void collect(Object element) {
      synchronized (lock) {
        wake();
        output.emit(element, Operator.NO_TIMESTAMP);
      }
    }

    @Override
    public void collectWithTimestamp(Object element, long timestamp) {
      synchronized (lock) {
        wake();
        output.emit(element, eventTime ? timestamp : Operator.NO_TIMESTAMP);
      }
    }

    @Override
    public void emitWatermark(Watermark mark) {
      if (eventTime) {
        synchronized (lock) {
          wake();
          output.emitWatermark(mark.getTimestamp());
        }
      }
    }

    @Override
    public void markAsTemporarilyIdle() {
      synchronized (lock) {
        if (!idle) {
          idle = true;
          output.setIdle(true);
        }
      }
    }

    private void wake() {
      if (idle) {
        idle = false;
        output.setIdle(false);
      }
    }

    @Override
    public Object getCheckpointLock() {
      return lock;
    }

    @Override
    public void close() {
      // the end of run() ends the source
    }
  }
}
