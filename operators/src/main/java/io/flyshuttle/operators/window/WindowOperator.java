// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.window;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.metric.Counter;
import io.flyshuttle.core.metric.MetricGroup;
import io.flyshuttle.core.operator.Operator;
import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.operator.OperatorFactory;
import io.flyshuttle.core.operator.Output;
import io.flyshuttle.core.state.AppendingState;
import io.flyshuttle.core.state.KeyedStateBackend;
import io.flyshuttle.core.state.KeyedStateStore;
import io.flyshuttle.core.state.NamespacedState;
import io.flyshuttle.core.state.StateDescriptor;
import io.flyshuttle.core.stream.window.TimeWindow;
import io.flyshuttle.core.stream.window.Window;
import io.flyshuttle.core.stream.window.assigner.MergingWindowAssigner;
import io.flyshuttle.core.stream.window.assigner.TumblingEventTimeWindows;
import io.flyshuttle.core.stream.window.assigner.WindowAssigner;
import io.flyshuttle.core.stream.window.trigger.EventTimeTrigger;
import io.flyshuttle.core.stream.window.trigger.Trigger;
import io.flyshuttle.core.stream.window.trigger.TriggerResult;
import io.flyshuttle.core.time.OutputTag;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.operators.function.OutputCollector;
import io.flyshuttle.operators.timer.KeyedTimers;
import java.util.Collection;

/**
 * Groups records by key and window. A record is added to the content of its windows; the trigger
 * says when the content goes to the user's function; at the window's end, plus the allowed
 * lateness, everything of the window is deleted.
 */
public final class WindowOperator
    implements Operator, KeyedTimers.Target<Object, Window>, WindowStores<Window> {
  private final WindowSpec<Object, Object, Window, Object, Object> spec;
  private final WindowAssigner<Object, Window> assigner;
  private final Trigger<Object, Window> trigger;
  private final boolean eventTime;

  /**
   * Whether a window fires once, when the watermark reaches its end, and is gone then. Its trigger
   * need not be asked, and one timer, set with its first record, is all it needs.
   */
  private final boolean firesOnce;

  /**
   * Whether one window, that of the record before, is known to be the only one of a record whose
   * timestamp it spans.
   */
  private final boolean tumbling;

  private boolean emptinessIsFree;

  /** The window of the record before, if windows fire once; null before the first. */
  private Window lastWindow;

  /** What {@link #lastWindow} spans, if windows tumble; else nothing. */
  private long lastStart;

  private long lastEnd = Long.MIN_VALUE;
  private Output<Object> output;
  private OutputCollector<Object> collector;
  private KeyedStateBackend<Object> keyed;
  private KeyedTimers<Object, Window> timers;
  private NamespacedState<Window, AppendingState<Object, Object>> content;
  private WindowStateStore<Window> windowState;
  private WindowTriggerContext triggerContext;
  private AssignerContext assignerContext;
  private MergingWindows<Window> merging;
  private Eviction eviction;
  private Counter lateRecordsDropped;

  @SuppressWarnings("unchecked")
  private WindowOperator(WindowSpec<Object, Object, Window, Object, Object> spec) {
    this.spec = spec;
    this.assigner = (WindowAssigner<Object, Window>) spec.assigner();
    this.trigger = (Trigger<Object, Window>) spec.trigger();
    this.eventTime = assigner.isEventTime();
    this.firesOnce =
        eventTime
            && EventTimeTrigger.class.isInstance(trigger)
            && spec.allowedLatenessMillis() == 0
            && spec.evictor() == null
            && !(assigner instanceof MergingWindowAssigner);
    this.tumbling = firesOnce && assigner.getClass() == TumblingEventTimeWindows.class;
  }

  /** A factory for the plan. */
  @SuppressWarnings("unchecked")
  public static OperatorFactory factory(WindowSpec<?, ?, ?, ?, ?> spec) {
    return () -> new WindowOperator((WindowSpec<Object, Object, Window, Object, Object>) spec);
  }

  @Override
  @SuppressWarnings("unchecked")
  public void open(OperatorContext context) throws Exception {
    output = context.output();
    collector = new OutputCollector<>(output);
    keyed = context.keyedState(spec.keySerializer());
    timers = new KeyedTimers<>(context, keyed, spec.windowSerializer(), this);
    content =
        keyed.getNamespacedState(
            (StateDescriptor<AppendingState<Object, Object>, ?>) spec.content(),
            spec.windowSerializer());
    emptinessIsFree = content.isEmptinessFree();
    windowState = new WindowStateStore<>(keyed, spec.windowSerializer());
    MetricGroup metrics = context.runtimeContext().getMetricGroup();
    lateRecordsDropped = metrics.counter("numLateRecordsDropped");
    triggerContext = new WindowTriggerContext(timers, keyed, spec.windowSerializer(), metrics);
    assignerContext = new AssignerContext(context);
    if (assigner instanceof MergingWindowAssigner<Object, Window> mergingAssigner) {
      merging = new MergingWindows<>(keyed, mergingAssigner, spec.windowSerializer());
    }
    if (spec.evictor() != null) {
      eviction = new Eviction(spec.evictor(), timers, metrics);
    }
    spec.call().open(context.runtimeContext(), this);
  }

  /**
   * {@inheritDoc}
   *
   * <p>This is one method on purpose. With more than 325 bytes of bytecode it is compiled by
   * itself: C2 takes it into no loop that reads records or emits them, which is then compiled soon,
   * and not again each time that something new happens in here.
   */
  @Override
  public void process(int input, Object record, long timestamp) throws Exception {
    if (timestamp < lastEnd && timestamp >= lastStart) {
      // most records are for the window of the one before: there is nothing to assign, and state
      // has that one object
      Window window = lastWindow;
      long end = lastEnd - 1;
      keyed.setCurrentKey(spec.keySelector().getKey(record));
      if (end <= timers.currentWatermark()) {
        countIfLate(true, record, timestamp);
      } else if (!emptinessIsFree) {
        timers.registerEventTime(window, end);
        content.of(window).add(record);
      } else if (content.append(window, record)) {
        timers.registerNewEventTime(window, end);
      }
      return;
    }
    Collection<Window> windows = assigner.assignWindows(record, timestamp, assignerContext);
    keyed.setCurrentKey(spec.keySelector().getKey(record));
    boolean skipped = true;
    if (firesOnce) {
      for (Window assigned : windows) {
        skipped &= !collect(record, assigned);
      }
      countIfLate(skipped, record, timestamp);
      return;
    }
    for (Window assigned : windows) {
      Window window = assigned;
      Window stateWindow = assigned;
      if (merging != null) {
        window = merging.add(assigned, this::merge);
        if (isLate(window)) {
          merging.retire(window);
          continue;
        }
        stateWindow = merging.stateWindow(window);
      } else if (isLate(window)) {
        continue;
      }
      skipped = false;
      content.of(stateWindow).add(eviction == null ? record : Tuple2.of(timestamp, record));
      act(
          trigger.onElement(record, timestamp, window, triggerContext.at(window)),
          window,
          stateWindow);
      registerCleanUp(window);
    }
    countIfLate(skipped, record, timestamp);
  }

  /** Adds a record to a window that fires once; whether it is not too late. */
  private boolean collect(Object record, Window assigned) throws Exception {
    Window window = assigned.equals(lastWindow) ? lastWindow : assigned;
    lastWindow = window;
    if (tumbling && window instanceof TimeWindow span) {
      lastStart = span.getStart();
      lastEnd = span.getEnd();
    }
    long end = window.maxTimestamp();
    if (end <= timers.currentWatermark()) {
      return false;
    }
    if (!emptinessIsFree) {
      timers.registerEventTime(window, end);
      content.of(window).add(record);
    } else if (content.append(window, record)) {
      timers.registerNewEventTime(window, end);
    }
    return true;
  }

  private void countIfLate(boolean skipped, Object record, long timestamp) {
    if (skipped && isLate(timestamp)) {
      if (spec.lateOutputId().isEmpty()) {
        lateRecordsDropped.inc();
      } else {
        output.emitSide(spec.lateOutputId(), record, timestamp);
      }
    }
  }

  private void merge(
      Window result, Collection<Window> replaced, Window stateWindow, Collection<Window> moving)
      throws Exception {
    if (eventTime && cleanUpTime(result) <= timers.currentWatermark()) {
      throw new FlyshuttleException(
          ErrorCode.INVALID_PROGRAM,
          "the window assigner merged windows into "
              + result
              + ", which ends before the watermark "
              + timers.currentWatermark());
    }
    trigger.onMerge(result, triggerContext.merging(result, replaced));
    for (Window old : replaced) {
      trigger.clear(old, triggerContext.at(old));
      deleteCleanUp(old);
    }
    if (!moving.isEmpty()) {
      content.merge(stateWindow, moving);
    }
  }

  @Override
  public long onWatermark(long watermark) throws Exception {
    timers.advanceWatermark(watermark);
    return watermark;
  }

  @Override
  public void onEventTime(long time, Object key, Window window) throws Exception {
    if (firesOnce) {
      act(
          time == window.maxTimestamp() ? TriggerResult.FIRE : TriggerResult.CONTINUE,
          window,
          window);
      if (time >= window.maxTimestamp()) {
        content.of(window).clear();
        spec.call().clear(window);
      }
      return;
    }
    Window stateWindow = merging == null ? window : merging.stateWindow(window);
    if (stateWindow == null) {
      return;
    }
    act(trigger.onEventTime(time, window, triggerContext.at(window)), window, stateWindow);
    if (eventTime && time == cleanUpTime(window)) {
      clear(window, stateWindow);
    }
  }

  @Override
  public void onProcessingTime(long time, Object key, Window window) throws Exception {
    Window stateWindow = merging == null ? window : merging.stateWindow(window);
    if (stateWindow == null) {
      return;
    }
    act(trigger.onProcessingTime(time, window, triggerContext.at(window)), window, stateWindow);
    if (!eventTime && time == cleanUpTime(window)) {
      clear(window, stateWindow);
    }
  }

  private void act(TriggerResult result, Window window, Window stateWindow) throws Exception {
    if (result.isFire()) {
      AppendingState<Object, Object> state = content.of(stateWindow);
      Object found = state.get();
      if (found != null) {
        collector.setTimestamp(window.maxTimestamp());
        if (eviction == null) {
          spec.call().call(keyed.getCurrentKey(), window, found, collector);
        } else {
          eviction.fire(
              spec.call(), keyed.getCurrentKey(), window, content, stateWindow, collector);
        }
      }
    }
    if (result.isPurge()) {
      content.of(stateWindow).clear();
    }
  }

  private void clear(Window window, Window stateWindow) throws Exception {
    content.of(stateWindow).clear();
    trigger.clear(window, triggerContext.at(window));
    spec.call().clear(window);
    if (merging != null) {
      merging.retire(window);
    }
  }

  // ------------------------------------------------------------------ lateness

  private boolean isLate(Window window) {
    return eventTime && cleanUpTime(window) <= timers.currentWatermark();
  }

  private boolean isLate(long timestamp) {
    return eventTime && timestamp + spec.allowedLatenessMillis() <= timers.currentWatermark();
  }

  /** When a window is deleted; {@link Long#MAX_VALUE} for never. */
  private long cleanUpTime(Window window) {
    if (!eventTime) {
      return window.maxTimestamp();
    }
    long time = window.maxTimestamp() + spec.allowedLatenessMillis();
    return time >= window.maxTimestamp() ? time : Long.MAX_VALUE;
  }

  private void registerCleanUp(Window window) {
    long time = cleanUpTime(window);
    if (time == Long.MAX_VALUE) {
      return;
    }
    if (eventTime) {
      timers.registerEventTime(window, time);
    } else {
      timers.registerProcessingTime(window, time);
    }
  }

  private void deleteCleanUp(Window window) {
    long time = cleanUpTime(window);
    if (time == Long.MAX_VALUE) {
      return;
    }
    if (eventTime) {
      timers.deleteEventTime(window, time);
    } else {
      timers.deleteProcessingTime(window, time);
    }
  }

  // ------------------------------------------------------------------ for functions

  @Override
  public KeyedStateStore windowState(Window window) {
    if (merging != null) {
      throw new UnsupportedOperationException(
          "windows that merge, such as sessions, have no state of their own for functions;"
              + " use globalState()");
    }
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
  public <X> void output(OutputTag<X> tag, X value, Window window) {
    output.emitSide(tag.getId(), value, window.maxTimestamp());
  }

  @Override
  public void close() throws Exception {
    if (timers != null) {
      timers.close();
    }
    spec.call().close();
  }

  private static final class AssignerContext extends WindowAssigner.WindowAssignerContext {
    private final OperatorContext context;

    AssignerContext(OperatorContext context) {
      this.context = context;
    }

    @Override
    public long getCurrentProcessingTime() {
      return context.processingTime().currentTimeMillis();
    }
  }
}
