// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.stream.window.assigner;

import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.stream.window.TimeWindow;
import io.flyshuttle.core.stream.window.trigger.EventTimeTrigger;
import io.flyshuttle.core.stream.window.trigger.Trigger;
import io.flyshuttle.core.time.Time;
import io.flyshuttle.core.type.TypeSerializer;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** Windows of activity: a window ends when no record has come for a gap of event time. */
public class EventTimeSessionWindows extends MergingWindowAssigner<Object, TimeWindow> {
  private static final long serialVersionUID = 1L;

  protected long sessionTimeout;

  protected EventTimeSessionWindows(long sessionTimeout) {
    this.sessionTimeout = WindowSizes.positive("the session's gap", sessionTimeout);
  }

  @Deprecated
  public static EventTimeSessionWindows withGap(Time size) {
    return withGap(size.toDuration());
  }

  public static EventTimeSessionWindows withGap(Duration size) {
    return new EventTimeSessionWindows(size.toMillis());
  }

  /** Sessions whose gap depends on the record. */
  public static <T> DynamicEventTimeSessionWindows<T> withDynamicGap(
      SessionWindowTimeGapExtractor<T> sessionWindowTimeGapExtractor) {
    return new DynamicEventTimeSessionWindows<>(sessionWindowTimeGapExtractor);
  }

  @Override
  public Collection<TimeWindow> assignWindows(
      Object element, long timestamp, WindowAssignerContext context) {
    WindowSizes.hasTimestamp(timestamp);
    return List.of(new TimeWindow(timestamp, timestamp + sessionTimeout));
  }

  @Override
  public String toString() {
    return "EventTimeSessionWindows(" + sessionTimeout + ")";
  }

  @Override
  public void mergeWindows(Collection<TimeWindow> windows, MergeCallback<TimeWindow> callback) {
    TimeWindow.mergeWindows(windows, callback);
  }

  @Override
  public Trigger<Object, TimeWindow> getDefaultTrigger() {
    return EventTimeTrigger.create();
  }

  @Override
  public boolean isEventTime() {
    return true;
  }

  @Override
  public TypeSerializer<TimeWindow> getWindowSerializer(ExecutionConfig executionConfig) {
    return new TimeWindow.Serializer();
  }
}
