// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.stream.window.assigner;

import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.stream.window.TimeWindow;
import io.flyshuttle.core.stream.window.trigger.ProcessingTimeTrigger;
import io.flyshuttle.core.stream.window.trigger.Trigger;
import io.flyshuttle.core.type.TypeSerializer;
import java.util.Collection;
import java.util.List;

/**
 * Windows of activity whose gap each record names, in processing time.
 *
 * @param <T> type of the records
 */
public class DynamicProcessingTimeSessionWindows<T> extends MergingWindowAssigner<T, TimeWindow> {
  private static final long serialVersionUID = 1L;

  protected SessionWindowTimeGapExtractor<T> sessionWindowTimeGapExtractor;

  protected DynamicProcessingTimeSessionWindows(
      SessionWindowTimeGapExtractor<T> sessionWindowTimeGapExtractor) {
    this.sessionWindowTimeGapExtractor = sessionWindowTimeGapExtractor;
  }

  public static <T> DynamicProcessingTimeSessionWindows<T> withDynamicGap(
      SessionWindowTimeGapExtractor<T> sessionWindowTimeGapExtractor) {
    return new DynamicProcessingTimeSessionWindows<>(sessionWindowTimeGapExtractor);
  }

  @Override
  public Collection<TimeWindow> assignWindows(
      T element, long timestamp, WindowAssignerContext context) {
    long now = context.getCurrentProcessingTime();
    long gap =
        WindowSizes.positive("the session's gap", sessionWindowTimeGapExtractor.extract(element));
    return List.of(new TimeWindow(now, now + gap));
  }

  @Override
  public String toString() {
    return "DynamicProcessingTimeSessionWindows()";
  }

  @Override
  public void mergeWindows(Collection<TimeWindow> windows, MergeCallback<TimeWindow> callback) {
    TimeWindow.mergeWindows(windows, callback);
  }

  @Override
  @SuppressWarnings("unchecked")
  public Trigger<T, TimeWindow> getDefaultTrigger() {
    return (Trigger<T, TimeWindow>) (Trigger<?, ?>) ProcessingTimeTrigger.create();
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
