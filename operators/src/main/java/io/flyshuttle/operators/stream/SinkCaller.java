// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.stream;

import io.flyshuttle.core.operator.Operator;
import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.operator.OperatorFactory;
import io.flyshuttle.core.stream.sink.SinkFunction;
import io.flyshuttle.core.time.Watermark;
import io.flyshuttle.operators.function.UserFunction;

/** Calls a {@link SinkFunction} for each record. */
public final class SinkCaller implements Operator {
  private final UserFunction<SinkFunction<Object>> userFunction;
  private SinkFunction<Object> function;
  private Context sinkContext;

  private SinkCaller(UserFunction<SinkFunction<Object>> userFunction) {
    this.userFunction = userFunction;
  }

  /** A factory for the plan. */
  @SuppressWarnings("unchecked")
  public static <T> OperatorFactory factory(UserFunction<SinkFunction<T>> function) {
    UserFunction<?> erased = function;
    return () -> new SinkCaller((UserFunction<SinkFunction<Object>>) erased);
  }

  @Override
  public void open(OperatorContext context) throws Exception {
    sinkContext = new Context(context);
    function = userFunction.open(context);
  }

  @Override
  public void process(int input, Object record, long timestamp) throws Exception {
    sinkContext.timestamp = timestamp;
    function.invoke(record, sinkContext);
  }

  @Override
  public long onWatermark(long watermark) throws Exception {
    function.writeWatermark(new Watermark(watermark));
    return watermark;
  }

  @Override
  public void finish() throws Exception {
    function.finish();
  }

  @Override
  public void close() throws Exception {
    userFunction.close();
  }

  /** What the function may ask for about the current record. */
  private static final class Context implements SinkFunction.Context {
    private final OperatorContext context;
    private long timestamp;

    Context(OperatorContext context) {
      this.context = context;
    }

    @Override
    public long currentProcessingTime() {
      return context.processingTime().currentTimeMillis();
    }

    @Override
    public long currentWatermark() {
      return context.currentWatermark();
    }

    @Override
    public Long timestamp() {
      return timestamp == NO_TIMESTAMP ? null : timestamp;
    }
  }
}
