// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.window;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.metric.Counter;
import io.flyshuttle.core.operator.Operator;
import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.operator.OperatorFactory;
import io.flyshuttle.core.operator.Output;
import io.flyshuttle.core.operator.ProcessingTimeService;
import io.flyshuttle.core.serialize.basic.LongSerializer;
import io.flyshuttle.core.state.KeyedStateBackend;
import io.flyshuttle.core.state.KeyedStateStore;
import io.flyshuttle.core.state.NamespacedState;
import io.flyshuttle.core.state.ValueState;
import io.flyshuttle.core.state.ValueStateDescriptor;
import io.flyshuttle.core.stream.window.TimeWindow;
import io.flyshuttle.core.time.OutputTag;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.operators.function.OutputCollector;
import io.flyshuttle.operators.timer.KeyedTimers;
import java.io.Serializable;

/**
 * Aligned windows with one partial result a key and slice. A record costs one read and one write of
 * state, however many windows it belongs to; a window that fires merges its slices. A timer is set
 * once for a new slice, at the end of the first window that has not fired; a window that fires sets
 * the timer of the next one, as long as there is content.
 */
final class SliceWindowOperator
    implements Operator, KeyedTimers.Target<Object, Long>, WindowStores<TimeWindow> {

  /**
   * What the operator is made of.
   *
   * @param windows the windows
   * @param accumulation makes and merges partial results
   * @param serializer of partial results
   * @param call what is done with the result of a window
   */
  record Spec<T, K, A, V, R>(
      SliceWindows<T, K> windows,
      Accumulation<T, A, V> accumulation,
      TypeSerializer<A> serializer,
      WindowCall<K, ?, V, R> call)
      implements Serializable {}

  private static final Long NO_NAMESPACE = 0L;

  private final SliceWindows<Object, Object> windows;
  private final Accumulation<Object, Object, Object> accumulation;
  private final TypeSerializer<Object> serializer;
  private final WindowCall<Object, TimeWindow, Object, Object> call;
  private final boolean eventTime;
  private final long size;
  private final long slide;
  private final long offset;
  private final long slice;
  private Output<Object> output;
  private OutputCollector<Object> collector;
  private ProcessingTimeService clock;
  private KeyedStateBackend<Object> keyed;
  private KeyedTimers<Object, Long> timers;
  private NamespacedState<Long, ValueState<Object>> slices;
  private WindowStateStore<TimeWindow> windowState;
  private Counter lateRecordsDropped;
  // the slice of the last record: neighbours mostly share it
  private long lastSliceStart = Long.MIN_VALUE;
  private Long lastSlice;

  private SliceWindowOperator(Spec<Object, Object, Object, Object, Object> spec) {
    this.windows = spec.windows();
    this.accumulation = spec.accumulation();
    this.serializer = spec.serializer().duplicate();
    this.call = typed(spec.call());
    this.eventTime = windows.eventTime();
    this.size = windows.sizeMillis();
    this.slide = windows.slideMillis();
    this.offset = windows.offsetMillis();
    this.slice = windows.sliceMillis();
  }

  @SuppressWarnings("unchecked")
  private static WindowCall<Object, TimeWindow, Object, Object> typed(
      WindowCall<Object, ?, Object, Object> call) {
    return (WindowCall<Object, TimeWindow, Object, Object>) call;
  }

  @SuppressWarnings("unchecked")
  static OperatorFactory factory(Spec<?, ?, ?, ?, ?> spec) {
    return () -> new SliceWindowOperator((Spec<Object, Object, Object, Object, Object>) spec);
  }

  @Override
  public void open(OperatorContext context) throws Exception {
    output = context.output();
    collector = new OutputCollector<>(output);
    clock = context.processingTime();
    keyed = context.keyedState(windows.keySerializer());
    timers = new KeyedTimers<>(context, keyed, LongSerializer.INSTANCE, this);
    slices =
        keyed.getNamespacedState(
            new ValueStateDescriptor<>("slices", serializer), LongSerializer.INSTANCE);
    windowState = new WindowStateStore<>(keyed, new TimeWindow.Serializer());
    lateRecordsDropped = context.runtimeContext().getMetricGroup().counter("numLateRecordsDropped");
    call.open(context.runtimeContext(), this);
  }

  @Override
  public void process(int input, Object record, long timestamp) throws Exception {
    long time = timestamp;
    if (!eventTime) {
      time = clock.currentTimeMillis();
    } else if (timestamp == NO_TIMESTAMP) {
      throw new FlyshuttleException(
          ErrorCode.INVALID_PROGRAM,
          "a record without a timestamp came to a window in event time;"
              + " call assignTimestampsAndWatermarks before the window");
    }
    long start = TimeWindow.getWindowStartWithOffset(time, offset, slice);
    if (start != lastSliceStart) {
      lastSliceStart = start;
      lastSlice = number(start);
    }
    long lastEnd = TimeWindow.getWindowStartWithOffset(time, offset, slide) + size;
    if (eventTime && lastEnd - 1 <= timers.currentWatermark()) {
      tooLate(record, timestamp);
      return;
    }
    keyed.setCurrentKey(windows.keySelector().getKey(record));
    ValueState<Object> state = slices.of(lastSlice);
    Object soFar = state.value();
    state.update(accumulation.add(soFar, record));
    if (soFar == null) {
      if (eventTime && slice == size) {
        // the window's only slice, so its timer is not set yet
        timers.registerNewEventTime(NO_NAMESPACE, lastEnd - 1);
      } else {
        setTimer(firstEnd(start, lastEnd));
      }
    }
  }

  private void tooLate(Object record, long timestamp) {
    if (windows.lateOutputId().isEmpty()) {
      lateRecordsDropped.inc();
    } else {
      output.emitSide(windows.lateOutputId(), record, timestamp);
    }
  }

  /** The end of the first window that holds the slice and has not fired. */
  private long firstEnd(long sliceStart, long lastEnd) {
    // the windows that hold the slice end at lastEnd, lastEnd - slide ... above the slice's start
    long first = lastEnd - (lastEnd - sliceStart - 1) / slide * slide;
    if (eventTime && first - 1 <= timers.currentWatermark()) {
      first += ((timers.currentWatermark() + 1 - first) / slide + 1) * slide;
    }
    return first;
  }

  private void setTimer(long windowEnd) {
    if (eventTime) {
      timers.registerEventTime(NO_NAMESPACE, windowEnd - 1);
    } else {
      timers.registerProcessingTime(NO_NAMESPACE, windowEnd - 1);
    }
  }

  @Override
  public long onWatermark(long watermark) throws Exception {
    timers.advanceWatermark(watermark);
    return watermark;
  }

  @Override
  public void onEventTime(long time, Object key, Long namespace) throws Exception {
    fire(key, time + 1);
  }

  @Override
  public void onProcessingTime(long time, Object key, Long namespace) throws Exception {
    fire(key, time + 1);
  }

  private void fire(Object key, long end) throws Exception {
    long start = end - size;
    long nextStart = start + slide;
    Object merged = null;
    boolean goesOn = false;
    for (long at = start; at < end; at += slice) {
      Object part = slices.of(number(at)).value();
      if (part != null) {
        goesOn |= at >= nextStart;
        // the slice may still be part of later windows
        merged = merged == null ? copyUnlessLast(part) : accumulation.merge(merged, copy(part));
      }
    }
    if (merged == null) {
      return;
    }
    TimeWindow window = new TimeWindow(start, end);
    collector.setTimestamp(end - 1);
    Object result = accumulation.result(merged);
    if (result != null) {
      call.call(key, window, result, collector);
    }
    call.clear(window);
    for (long at = start; at < nextStart && at < end; at += slice) {
      slices.of(number(at)).clear();
    }
    if (goesOn) {
      setTimer(end + slide);
    }
  }

  private Object copyUnlessLast(Object part) {
    return slide == size ? part : serializer.copy(part);
  }

  /** A function may change whatever it merges. */
  private Object copy(Object part) {
    return serializer.isImmutableType() ? part : serializer.copy(part);
  }

  /** The number of the slice that begins at a time; neighbours in time are neighbours in state. */
  private long number(long sliceStart) {
    return (sliceStart - offset) / slice;
  }

  // ------------------------------------------------------------------ for functions

  @Override
  public KeyedStateStore windowState(TimeWindow window) {
    return windowState.at(window);
  }

  @Override
  public KeyedStateStore globalState() {
    return keyed;
  }

  @Override
  public long currentProcessingTime() {
    return timers.currentProcessingTime();
  }

  @Override
  public long currentWatermark() {
    return timers.currentWatermark();
  }

  @Override
  public <X> void output(OutputTag<X> tag, X value, TimeWindow window) {
    output.emitSide(tag.getId(), value, window.maxTimestamp());
  }

  @Override
  public void close() throws Exception {
    if (timers != null) {
      timers.close();
    }
    call.close();
  }
}
