// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.process;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.function.KeySelector;
import io.flyshuttle.core.operator.Operator;
import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.operator.OperatorFactory;
import io.flyshuttle.core.operator.Output;
import io.flyshuttle.core.serialize.basic.IntSerializer;
import io.flyshuttle.core.serialize.basic.LongSerializer;
import io.flyshuttle.core.serialize.collection.ListSerializer;
import io.flyshuttle.core.state.KeyedStateBackend;
import io.flyshuttle.core.state.MapState;
import io.flyshuttle.core.state.MapStateDescriptor;
import io.flyshuttle.core.stream.process.ProcessJoinFunction;
import io.flyshuttle.core.time.OutputTag;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.operators.function.OutputCollector;
import io.flyshuttle.operators.function.UserFunction;
import io.flyshuttle.operators.timer.KeyedTimers;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Joins records of two keyed streams whose timestamps are near each other: a left record at t meets
 * the right records from t + lower to t + upper. Both sides wait in state by timestamp until the
 * watermark says that no partner can come any more.
 */
public final class IntervalJoiner implements Operator, KeyedTimers.Target<Object, Integer> {
  private static final int LEFT = 0;

  /**
   * What the operator is made of.
   *
   * @param lowerMillis least distance of the right record from the left one, inclusive
   * @param upperMillis greatest distance, inclusive
   * @param leftLateId side output of left records behind the watermark; empty: they are dropped
   * @param rightLateId side output of right records behind the watermark; empty: they are dropped
   */
  public record Spec<K, A, B, R>(
      UserFunction<ProcessJoinFunction<A, B, R>> function,
      KeySelector<A, K> leftKey,
      KeySelector<B, K> rightKey,
      TypeSerializer<K> keySerializer,
      TypeSerializer<A> leftSerializer,
      TypeSerializer<B> rightSerializer,
      long lowerMillis,
      long upperMillis,
      String leftLateId,
      String rightLateId)
      implements Serializable {}

  private final Spec<Object, Object, Object, Object> spec;
  private ProcessJoinFunction<Object, Object, Object> function;
  private OperatorContext context;
  private Output<Object> output;
  private OutputCollector<Object> collector;
  private KeyedStateBackend<Object> keyed;
  private KeyedTimers<Object, Integer> timers;
  private MapState<Long, List<Object>> leftBuffer;
  private MapState<Long, List<Object>> rightBuffer;
  private PairContext pairContext;

  private IntervalJoiner(Spec<Object, Object, Object, Object> spec) {
    this.spec = spec;
  }

  /** A factory for the plan. */
  @SuppressWarnings("unchecked")
  public static <K, A, B, R> OperatorFactory factory(Spec<K, A, B, R> spec) {
    Spec<?, ?, ?, ?> erased = spec;
    return () -> new IntervalJoiner((Spec<Object, Object, Object, Object>) erased);
  }

  @Override
  public void open(OperatorContext newContext) throws Exception {
    context = newContext;
    output = context.output();
    collector = new OutputCollector<>(output);
    keyed = context.keyedState(spec.keySerializer());
    leftBuffer = keyed.getMapState(buffer("left", spec.leftSerializer()));
    rightBuffer = keyed.getMapState(buffer("right", spec.rightSerializer()));
    timers = new KeyedTimers<>(context, keyed, IntSerializer.INSTANCE, this);
    function = spec.function().open(context);
    pairContext = new PairContext(function);
  }

  private static MapStateDescriptor<Long, List<Object>> buffer(
      String name, TypeSerializer<Object> serializer) {
    return new MapStateDescriptor<>(
        name, LongSerializer.INSTANCE, new ListSerializer<>(serializer));
  }

  @Override
  public void process(int input, Object record, long timestamp) throws Exception {
    if (timestamp == NO_TIMESTAMP) {
      throw new FlyshuttleException(
          ErrorCode.INVALID_PROGRAM,
          "a record without a timestamp came to an interval join;"
              + " call assignTimestampsAndWatermarks before it");
    }
    boolean left = input == LEFT;
    if (timestamp < context.currentWatermark()) {
      String lateId = left ? spec.leftLateId() : spec.rightLateId();
      if (!lateId.isEmpty()) {
        output.emitSide(lateId, record, timestamp);
      }
      return;
    }
    keyed.setCurrentKey((left ? spec.leftKey() : spec.rightKey()).getKey(record));
    MapState<Long, List<Object>> own = left ? leftBuffer : rightBuffer;
    List<Object> bucket = own.get(timestamp);
    if (bucket == null) {
      bucket = new ArrayList<>(1);
      timers.registerEventTime(input, expiry(left, timestamp));
    }
    bucket.add(record);
    own.put(timestamp, bucket);

    long from = timestamp + (left ? spec.lowerMillis() : -spec.upperMillis());
    long to = timestamp + (left ? spec.upperMillis() : -spec.lowerMillis());
    for (Map.Entry<Long, List<Object>> entry : (left ? rightBuffer : leftBuffer).entries()) {
      long otherTime = entry.getKey();
      if (otherTime >= from && otherTime <= to) {
        for (Object other : entry.getValue()) {
          if (left) {
            join(record, timestamp, other, otherTime);
          } else {
            join(other, otherTime, record, timestamp);
          }
        }
      }
    }
  }

  /** The watermark at which no record can come any more that a buffered one must meet. */
  private long expiry(boolean left, long timestamp) {
    long reach = left ? spec.upperMillis() : -spec.lowerMillis();
    return reach > 0 ? timestamp + reach : timestamp;
  }

  private void join(Object left, long leftTime, Object right, long rightTime) throws Exception {
    long timestamp = Math.max(leftTime, rightTime);
    collector.setTimestamp(timestamp);
    pairContext.leftTime = leftTime;
    pairContext.rightTime = rightTime;
    function.processElement(left, right, pairContext, collector);
  }

  @Override
  public long onWatermark(long watermark) throws Exception {
    timers.advanceWatermark(watermark);
    return watermark;
  }

  @Override
  public void onEventTime(long time, Object key, Integer side) throws Exception {
    boolean left = side == LEFT;
    long reach = left ? spec.upperMillis() : -spec.lowerMillis();
    (left ? leftBuffer : rightBuffer).remove(reach > 0 ? time - reach : time);
  }

  @Override
  public void onProcessingTime(long time, Object key, Integer side) {
    throw new IllegalStateException("an interval join sets no timers by the clock");
  }

  @Override
  public void close() throws Exception {
    if (timers != null) {
      timers.close();
    }
    spec.function().close();
  }

  private final class PairContext extends ProcessJoinFunction<Object, Object, Object>.Context {
    private long leftTime;
    private long rightTime;

    PairContext(ProcessJoinFunction<Object, Object, Object> function) {
      function.super();
    }

    @Override
    public long getLeftTimestamp() {
      return leftTime;
    }

    @Override
    public long getRightTimestamp() {
      return rightTime;
    }

    @Override
    public long getTimestamp() {
      return Math.max(leftTime, rightTime);
    }

    @Override
    public <X> void output(OutputTag<X> outputTag, X value) {
      output.emitSide(outputTag.getId(), value, getTimestamp());
    }
  }
}
