// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.process;

import io.flyshuttle.core.function.KeySelector;
import io.flyshuttle.core.operator.Operator;
import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.operator.OperatorFactory;
import io.flyshuttle.core.operator.Output;
import io.flyshuttle.core.state.BroadcastState;
import io.flyshuttle.core.state.KeyedStateBackend;
import io.flyshuttle.core.state.MapStateDescriptor;
import io.flyshuttle.core.state.ReadOnlyBroadcastState;
import io.flyshuttle.core.state.State;
import io.flyshuttle.core.state.StateDescriptor;
import io.flyshuttle.core.stream.process.KeyedBroadcastProcessFunction;
import io.flyshuttle.core.stream.process.KeyedStateFunction;
import io.flyshuttle.core.time.OutputTag;
import io.flyshuttle.core.time.TimeDomain;
import io.flyshuttle.core.time.TimerService;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.operators.function.OutputCollector;
import io.flyshuttle.operators.function.UserFunction;
import io.flyshuttle.operators.timer.KeyedTimers;
import java.util.List;

/**
 * Calls a {@link KeyedBroadcastProcessFunction}: input 0 is the keyed stream, input 1 the broadcast
 * one, which fills the broadcast state and belongs to no key.
 */
public final class KeyedBroadcastProcessCaller
    implements Operator, KeyedTimers.Target<Object, Void> {
  private final UserFunction<KeyedBroadcastProcessFunction<Object, Object, Object, Object>>
      userFunction;
  private final Keying<Object> keying;
  private final List<MapStateDescriptor<?, ?>> descriptors;
  private KeyedBroadcastProcessFunction<Object, Object, Object, Object> function;
  private OperatorContext context;
  private Output<Object> output;
  private OutputCollector<Object> collector;
  private KeyedStateBackend<Object> keyed;
  private KeyedTimerService<Object> timers;
  private BroadcastStates states;
  private ElementContext elementContext;
  private BroadcastContext broadcastContext;
  private RingContext ringContext;
  private long timestamp;

  private KeyedBroadcastProcessCaller(
      UserFunction<KeyedBroadcastProcessFunction<Object, Object, Object, Object>> userFunction,
      Keying<Object> keying,
      List<MapStateDescriptor<?, ?>> descriptors) {
    this.userFunction = userFunction;
    this.keying = keying;
    this.descriptors = descriptors;
  }

  /**
   * A factory for the plan.
   *
   * @param keySelector takes the key out of a record of input 0
   */
  @SuppressWarnings("unchecked")
  public static <K, A, B, R> OperatorFactory factory(
      UserFunction<KeyedBroadcastProcessFunction<K, A, B, R>> function,
      KeySelector<A, K> keySelector,
      TypeSerializer<K> keySerializer,
      List<MapStateDescriptor<?, ?>> descriptors) {
    UserFunction<?> erased = function;
    Keying<?> keying = Keying.of(keySerializer, keySelector);
    return () ->
        new KeyedBroadcastProcessCaller(
            (UserFunction<KeyedBroadcastProcessFunction<Object, Object, Object, Object>>) erased,
            (Keying<Object>) keying,
            descriptors);
  }

  @Override
  public void open(OperatorContext newContext) throws Exception {
    context = newContext;
    output = context.output();
    collector = new OutputCollector<>(output);
    keyed = context.keyedState(keying.serializer());
    timers = new KeyedTimerService<>(context, keyed, this);
    states = new BroadcastStates(descriptors, context);
    function = userFunction.open(context);
    elementContext = new ElementContext(function);
    broadcastContext = new BroadcastContext(function);
    ringContext = new RingContext(function);
  }

  @Override
  public void process(int input, Object record, long newTimestamp) throws Exception {
    timestamp = newTimestamp;
    collector.setTimestamp(newTimestamp);
    if (input == 0) {
      keyed.setCurrentKey(keying.key(0, record));
      function.processElement(record, elementContext, collector);
    } else {
      function.processBroadcastElement(record, broadcastContext, collector);
    }
  }

  @Override
  public long onWatermark(long watermark) throws Exception {
    timers.advanceWatermark(watermark);
    return watermark;
  }

  @Override
  public void onEventTime(long time, Object key, Void namespace) throws Exception {
    ring(time, time, TimeDomain.EVENT_TIME);
  }

  @Override
  public void onProcessingTime(long time, Object key, Void namespace) throws Exception {
    ring(time, NO_TIMESTAMP, TimeDomain.PROCESSING_TIME);
  }

  private void ring(long time, long outputTimestamp, TimeDomain domain) throws Exception {
    timestamp = time;
    collector.setTimestamp(outputTimestamp);
    ringContext.domain = domain;
    function.onTimer(time, ringContext, collector);
  }

  @Override
  public void close() throws Exception {
    if (timers != null) {
      timers.close();
    }
    userFunction.close();
  }

  private Long timestampOrNull() {
    return timestamp == NO_TIMESTAMP ? null : timestamp;
  }

  private final class ElementContext
      extends KeyedBroadcastProcessFunction<Object, Object, Object, Object>.ReadOnlyContext {
    ElementContext(KeyedBroadcastProcessFunction<Object, Object, Object, Object> function) {
      function.super();
    }

    @Override
    public TimerService timerService() {
      return timers;
    }

    @Override
    public Object getCurrentKey() {
      return keyed.getCurrentKey();
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

  private final class RingContext
      extends KeyedBroadcastProcessFunction<Object, Object, Object, Object>.OnTimerContext {
    private TimeDomain domain;

    RingContext(KeyedBroadcastProcessFunction<Object, Object, Object, Object> function) {
      function.super();
    }

    @Override
    public TimeDomain timeDomain() {
      return domain;
    }

    @Override
    public TimerService timerService() {
      return timers;
    }

    @Override
    public Object getCurrentKey() {
      return keyed.getCurrentKey();
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
      extends KeyedBroadcastProcessFunction<Object, Object, Object, Object>.Context {
    BroadcastContext(KeyedBroadcastProcessFunction<Object, Object, Object, Object> function) {
      function.super();
    }

    @Override
    public <VS, S extends State> void applyToKeyedState(
        StateDescriptor<S, VS> stateDescriptor, KeyedStateFunction<Object, S> keyedFunction)
        throws Exception {
      keyed.forEachKey(stateDescriptor, keyedFunction::process);
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
