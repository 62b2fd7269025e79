// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.stream.window.assigner;

import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.stream.window.TimeWindow;
import io.flyshuttle.core.stream.window.trigger.ProcessingTimeTrigger;
import io.flyshuttle.core.stream.window.trigger.Trigger;
import io.flyshuttle.core.time.Time;
import io.flyshuttle.core.type.TypeSerializer;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** Windows of activity: a window ends when no record has come for a gap of processing time. */
public class ProcessingTimeSessionWindows extends MergingWindowAssigner<Object, TimeWindow> {
  private static final long serialVersionUID = 1L;

  protected long sessionTimeout;

  protected ProcessingTimeSessionWindows(long sessionTimeout) {
    this.sessionTimeout = WindowSizes.positive("the session's gap", sessionTimeout);
  }

  @Deprecated
  public static ProcessingTimeSessionWindows withGap(Time size) {
    return withGap(size.toDuration());
  }

  public static ProcessingTimeSessionWindows withGap(Duration size) {
    return new ProcessingTimeSessionWindows(size.toMillis());
  }

  /** Sessions whose gap depends on the record. */
  public static <T> DynamicProcessingTimeSessionWindows<T> withDynamicGap(
      SessionWindowTimeGapExtractor<T> sessionWindowTimeGapExtractor) {
    return new DynamicProcessingTimeSessionWindows<>(sessionWindowTimeGapExtractor);
  }

  @Override
  public Collection<TimeWindow> assignWindows(
      Object element, long timestamp, WindowAssignerContext context) {
    long now = context.getCurrentProcessingTime();
    return List.of(new TimeWindow(now, now + sessionTimeout));
  }

  @Override
  public String toString() {
    return "ProcessingTimeSessionWindows(" + sessionTimeout + ")";
  }

  @Override
  public void mergeWindows(Collection<TimeWindow> windows, MergeCallback<TimeWindow> callback) {
    TimeWindow.mergeWindows(windows, callback);
  }

  @Override
  public Trigger<Object, TimeWindow> getDefaultTrigger() {
    return ProcessingTimeTrigger.create();
  }

  @Override
  public boolean isEventTime() {
    return false;
  }

  @Override
  public TypeSerializer<TimeWindow> getWindowSerializer(ExecutionConfig executionConfig) {
    return new TimeWindow.Serializer();
  }
}
