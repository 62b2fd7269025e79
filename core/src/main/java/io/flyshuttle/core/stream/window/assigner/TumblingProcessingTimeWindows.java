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

/** Windows of one length, one after the other, in processing time. */
public class TumblingProcessingTimeWindows extends WindowAssigner<Object, TimeWindow> {
  private static final long serialVersionUID = 1L;

  private final long size;
  private final long globalOffset;
  private final WindowStagger windowStagger;
  private transient boolean staggerKnown;
  private transient long staggerOffset;

  protected TumblingProcessingTimeWindows(long size, long offset, WindowStagger windowStagger) {
    this.size = WindowSizes.positive("the window's size", size);
    this.globalOffset = WindowSizes.offset("the window's offset", offset, size);
    this.windowStagger = windowStagger;
  }

  @Deprecated
  public static TumblingProcessingTimeWindows of(Time size) {
    return of(size.toDuration());
  }

  public static TumblingProcessingTimeWindows of(Duration size) {
    return of(size, Duration.ZERO);
  }

  @Deprecated
  public static TumblingProcessingTimeWindows of(Time size, Time offset) {
    return of(size.toDuration(), offset.toDuration());
  }

  /** Windows that start {@code offset} after multiples of {@code size} since 1970 in UTC. */
  public static TumblingProcessingTimeWindows of(Duration size, Duration offset) {
    return of(size, offset, WindowStagger.ALIGNED);
  }

  @Deprecated
  public static TumblingProcessingTimeWindows of(
      Time size, Time offset, WindowStagger windowStagger) {
    return of(size.toDuration(), offset.toDuration(), windowStagger);
  }

  public static TumblingProcessingTimeWindows of(
      Duration size, Duration offset, WindowStagger windowStagger) {
    return new TumblingProcessingTimeWindows(size.toMillis(), offset.toMillis(), windowStagger);
  }

  @Override
  public Collection<TimeWindow> assignWindows(
      Object element, long timestamp, WindowAssignerContext context) {
    long now = context.getCurrentProcessingTime();
    if (!staggerKnown) {
      staggerOffset = windowStagger.getStaggerOffset(context.getCurrentProcessingTime(), size);
      staggerKnown = true;
    }
    long start =
        TimeWindow.getWindowStartWithOffset(now, (globalOffset + staggerOffset) % size, size);
    return List.of(new TimeWindow(start, start + size));
  }

  /** Length of the windows in milliseconds. */
  public long getSize() {
    return size;
  }

  /** Offset of the windows' starts in milliseconds. */
  public long getOffset() {
    return globalOffset;
  }

  /** How subtasks are set off against each other. */
  public WindowStagger getWindowStagger() {
    return windowStagger;
  }

  @Override
  public String toString() {
    return "TumblingProcessingTimeWindows(" + size + ")";
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
