// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.stream.window.assigner;

import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.stream.window.GlobalWindow;
import io.flyshuttle.core.stream.window.trigger.Trigger;
import io.flyshuttle.core.stream.window.trigger.TriggerResult;
import io.flyshuttle.core.type.TypeSerializer;
import java.util.Collection;
import java.util.List;

/** One window for all records; without a trigger of the program's own it never fires. */
public class GlobalWindows extends WindowAssigner<Object, GlobalWindow> {
  private static final long serialVersionUID = 1L;

  private final Trigger<Object, GlobalWindow> defaultTrigger;

  private GlobalWindows(Trigger<Object, GlobalWindow> defaultTrigger) {
    this.defaultTrigger = defaultTrigger;
  }

  /** Fires only by a trigger of the program's own. */
  public static GlobalWindows create() {
    return new GlobalWindows(new NeverTrigger());
  }

  /** Fires when the stream ends. */
  public static GlobalWindows createWithEndOfStreamTrigger() {
    return new GlobalWindows(new EndOfStreamTrigger());
  }

  @Override
  public Collection<GlobalWindow> assignWindows(
      Object element, long timestamp, WindowAssignerContext context) {
    return List.of(GlobalWindow.get());
  }

  @Override
  public Trigger<Object, GlobalWindow> getDefaultTrigger() {
    return defaultTrigger;
  }

  @Override
  public TypeSerializer<GlobalWindow> getWindowSerializer(ExecutionConfig executionConfig) {
    return new GlobalWindow.Serializer();
  }

  @Override
  public boolean isEventTime() {
    return false;
  }

  @Override
  public String toString() {
    return "GlobalWindows()";
  }

  /** Never fires. */
  public static class NeverTrigger extends Trigger<Object, GlobalWindow> {
    private static final long serialVersionUID = 1L;

    @Override
    public TriggerResult onElement(
        Object element, long timestamp, GlobalWindow window, TriggerContext ctx) {
      return TriggerResult.CONTINUE;
    }

    @Override
    public TriggerResult onEventTime(long time, GlobalWindow window, TriggerContext ctx) {
      return TriggerResult.CONTINUE;
    }

    @Override
    public TriggerResult onProcessingTime(long time, GlobalWindow window, TriggerContext ctx) {
      return TriggerResult.CONTINUE;
    }

    @Override
    public boolean canMerge() {
      return true;
    }

    @Override
    public void onMerge(GlobalWindow window, OnMergeContext ctx) {
      // there is nothing to merge
    }

    @Override
    public void clear(GlobalWindow window, TriggerContext ctx) {
      // there is nothing to clear
    }
  }

  /** Fires with the last watermark. */
  static final class EndOfStreamTrigger extends Trigger<Object, GlobalWindow> {
    private static final long serialVersionUID = 1L;

    @Override
    public TriggerResult onElement(
        Object element, long timestamp, GlobalWindow window, TriggerContext ctx) {
      ctx.registerEventTimeTimer(window.maxTimestamp());
      return TriggerResult.CONTINUE;
    }

    @Override
    public TriggerResult onEventTime(long time, GlobalWindow window, TriggerContext ctx) {
      return time == window.maxTimestamp() ? TriggerResult.FIRE_AND_PURGE : TriggerResult.CONTINUE;
    }

    @Override
    public TriggerResult onProcessingTime(long time, GlobalWindow window, TriggerContext ctx) {
      return TriggerResult.CONTINUE;
    }

    @Override
    public void clear(GlobalWindow window, TriggerContext ctx) {
      ctx.deleteEventTimeTimer(window.maxTimestamp());
    }
  }
}
