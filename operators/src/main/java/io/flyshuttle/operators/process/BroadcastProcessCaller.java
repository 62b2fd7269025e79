// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.process;

import io.flyshuttle.core.operator.Operator;
import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.operator.OperatorFactory;
import io.flyshuttle.core.operator.Output;
import io.flyshuttle.core.state.BroadcastState;
import io.flyshuttle.core.state.MapStateDescriptor;
import io.flyshuttle.core.state.ReadOnlyBroadcastState;
import io.flyshuttle.core.stream.process.BroadcastProcessFunction;
import io.flyshuttle.core.time.OutputTag;
import io.flyshuttle.operators.function.OutputCollector;
import io.flyshuttle.operators.function.UserFunction;
import java.util.List;

/**
 * Calls a {@link BroadcastProcessFunction}: input 0 is the stream, input 1 the broadcast one, which
 * fills the broadcast state.
 */
public final class BroadcastProcessCaller implements Operator {
  private final UserFunction<BroadcastProcessFunction<Object, Object, Object>> userFunction;
  private final List<MapStateDescriptor<?, ?>> descriptors;
  private BroadcastProcessFunction<Object, Object, Object> function;
  private OperatorContext context;
  private Output<Object> output;
  private OutputCollector<Object> collector;
  private BroadcastStates states;
  private ElementContext elementContext;
  private BroadcastContext broadcastContext;
  private long timestamp;

  private BroadcastProcessCaller(
      UserFunction<BroadcastProcessFunction<Object, Object, Object>> userFunction,
      List<MapStateDescriptor<?, ?>> descriptors) {
    this.userFunction = userFunction;
    this.descriptors = descriptors;
  }

  /** A factory for the plan. */
  @SuppressWarnings("unchecked")
  public static <A, B, R> OperatorFactory factory(
      UserFunction<BroadcastProcessFunction<A, B, R>> function,
      List<MapStateDescriptor<?, ?>> descriptors) {
    UserFunction<?> erased = function;
    return () ->
        new BroadcastProcessCaller(
            (UserFunction<BroadcastProcessFunction<Object, Object, Object>>) erased, descriptors);
  }

  @Override
  public void open(OperatorContext newContext) throws Exception {
    context = newContext;
    output = context.output();
    collector = new OutputCollector<>(output);
    states = new BroadcastStates(descriptors, context);
    function = userFunction.open(context);
    elementContext = new ElementContext(function);
    broadcastContext = new BroadcastContext(function);
  }

  @Override
  public void process(int input, Object record, long newTimestamp) throws Exception {
    timestamp = newTimestamp;
    collector.setTimestamp(newTimestamp);
    if (input == 0) {
      function.processElement(record, elementContext, collector);
    } else {
      function.processBroadcastElement(record, broadcastContext, collector);
    }
  }

  @Override
  public void close() throws Exception {
    userFunction.close();
  }

  private Long timestampOrNull() {
    return timestamp == NO_TIMESTAMP ? null : timestamp;
  }

  private final class ElementContext
      extends BroadcastProcessFunction<Object, Object, Object>.ReadOnlyContext {
    ElementContext(BroadcastProcessFunction<Object, Object, Object> function) {
      function.super();
    }

    @Override
    public <K, V> ReadOnlyBroadcastState<K, V> getBroadcastState(
        MapStateDescriptor<K, V> stateDescriptor) {
      return states.readOnly(stateDescriptor);
    }

    @Override
    public Long timestamp() {
      return timestampOrNull();
    }

    @Override
    public <X> void output(OutputTag<X> outputTag, X value) {
      output.emitSide(outputTag.getId(), value, timestamp);
    }

    @Override
    public long currentProcessingTime() {
      return context.processingTime().currentTimeMillis();
    }

    @Override
    public long currentWatermark() {
      return context.currentWatermark();
    }
  }

  private final class BroadcastContext
      extends BroadcastProcessFunction<Object, Object, Object>.Context {
    BroadcastContext(BroadcastProcessFunction<Object, Object, Object> function) {
      function.super();
    }

    @Override
    public <K, V> BroadcastState<K, V> getBroadcastState(MapStateDescriptor<K, V> stateDescriptor) {
      return states.get(stateDescriptor);
    }

    @Override
    public Long timestamp() {
      return timestampOrNull();
    }

    @Override
    public <X> void output(OutputTag<X> outputTag, X value) {
      output.emitSide(outputTag.getId(), value, timestamp);
    }

    @Override
    public long currentProcessingTime() {
      return context.processingTime().currentTimeMillis();
    }

    @Override
    public long currentWatermark() {
      return context.currentWatermark();
    }
  }
}
