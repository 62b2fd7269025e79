// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.stream.window.assigner;

import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.stream.window.TimeWindow;
import io.flyshuttle.core.stream.window.trigger.EventTimeTrigger;
import io.flyshuttle.core.stream.window.trigger.Trigger;
import io.flyshuttle.core.time.Time;
import io.flyshuttle.core.type.TypeSerializer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Windows of one length that start at regular distances and may overlap, in event time. */
public class SlidingEventTimeWindows extends WindowAssigner<Object, TimeWindow> {
  private static final long serialVersionUID = 1L;

  private final long size;
  private final long slide;
  private final long offset;

  protected SlidingEventTimeWindows(long size, long slide, long offset) {
    this.size = WindowSizes.positive("the window's size", size);
    this.slide = WindowSizes.positive("the window's slide", slide);
    this.offset = WindowSizes.offset("the window's offset", offset, slide);
  }

  @Deprecated
  public static SlidingEventTimeWindows of(Time size, Time slide) {
    return of(size.toDuration(), slide.toDuration());
  }

  public static SlidingEventTimeWindows of(Duration size, Duration slide) {
    return of(size, slide, Duration.ZERO);
  }

  @Deprecated
  public static SlidingEventTimeWindows of(Time size, Time slide, Time offset) {
    return of(size.toDuration(), slide.toDuration(), offset.toDuration());
  }

  /** Windows that start {@code offset} after multiples of {@code slide} since 1970 in UTC. */
  public static SlidingEventTimeWindows of(Duration size, Duration slide, Duration offset) {
    return new SlidingEventTimeWindows(size.toMillis(), slide.toMillis(), offset.toMillis());
  }

  @Override
  public Collection<TimeWindow> assignWindows(
      Object element, long timestamp, WindowAssignerContext context) {
    WindowSizes.hasTimestamp(timestamp);
    List<TimeWindow> windows = new ArrayList<>((int) (size / slide) + 1);
    long last = TimeWindow.getWindowStartWithOffset(timestamp, offset, slide);
    for (long start = last; start > timestamp - size; start -= slide) {
      windows.add(new TimeWindow(start, start + size));
    }
    return windows;
  }

  /** Length of the windows in milliseconds. */
  public long getSize() {
    return size;
  }

  /** Distance of the windows' starts in milliseconds. */
  public long getSlide() {
    return slide;
  }

  /** Offset of the windows' starts in milliseconds. */
  public long getOffset() {
    return offset;
  }

  @Override
  public String toString() {
    return "SlidingEventTimeWindows(" + size + ", " + slide + ")";
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
