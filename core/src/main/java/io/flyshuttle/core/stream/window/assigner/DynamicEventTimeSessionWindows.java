// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.stream.window.assigner;

import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.stream.window.TimeWindow;
import io.flyshuttle.core.stream.window.trigger.EventTimeTrigger;
import io.flyshuttle.core.stream.window.trigger.Trigger;
import io.flyshuttle.core.type.TypeSerializer;
import java.util.Collection;
import java.util.List;

/**
 * Windows of activity whose gap each record names, in event time.
 *
 * @param <T> type of the records
 */
public class DynamicEventTimeSessionWindows<T> extends MergingWindowAssigner<T, TimeWindow> {
  private static final long serialVersionUID = 1L;

  protected SessionWindowTimeGapExtractor<T> sessionWindowTimeGapExtractor;

  protected DynamicEventTimeSessionWindows(
      SessionWindowTimeGapExtractor<T> sessionWindowTimeGapExtractor) {
    this.sessionWindowTimeGapExtractor = sessionWindowTimeGapExtractor;
  }

  public static <T> DynamicEventTimeSessionWindows<T> withDynamicGap(
      SessionWindowTimeGapExtractor<T> sessionWindowTimeGapExtractor) {
    return new DynamicEventTimeSessionWindows<>(sessionWindowTimeGapExtractor);
  }

  @Override
  public Collection<TimeWindow> assignWindows(
      T element, long timestamp, WindowAssignerContext context) {
    WindowSizes.hasTimestamp(timestamp);
    long gap =
        WindowSizes.positive("the session's gap", sessionWindowTimeGapExtractor.extract(element));
    return List.of(new TimeWindow(timestamp, timestamp + gap));
  }

  @Override
  public String toString() {
    return "DynamicEventTimeSessionWindows()";
  }

  @Override
  public void mergeWindows(Collection<TimeWindow> windows, MergeCallback<TimeWindow> callback) {
    TimeWindow.mergeWindows(windows, callback);
  }

  @Override
  @SuppressWarnings("unchecked")
  public Trigger<T, TimeWindow> getDefaultTrigger() {
    return (Trigger<T, TimeWindow>) (Trigger<?, ?>) EventTimeTrigger.create();
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
