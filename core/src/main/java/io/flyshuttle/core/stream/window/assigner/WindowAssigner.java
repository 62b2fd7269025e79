// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.stream.window.assigner;

import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.stream.window.Window;
import io.flyshuttle.core.stream.window.trigger.Trigger;
import io.flyshuttle.core.type.TypeSerializer;
import java.io.Serializable;
import java.util.Collection;

/**
 * Says which windows a record belongs to.
 *
 * @param <T> type of the records
 * @param <W> type of the windows
 */
public abstract class WindowAssigner<T, W extends Window> implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The windows of a record; never null. */
  public abstract Collection<W> assignWindows(
      T element, long timestamp, WindowAssignerContext context);

  /** The trigger of windows for which the program names none. */
  public abstract Trigger<T, W> getDefaultTrigger();

  public abstract TypeSerializer<W> getWindowSerializer(ExecutionConfig executionConfig);

  /** Whether windows are bounds of event time, not of the clock. */
  public abstract boolean isEventTime();

  /** What an assigner may know besides the record. */
  public abstract static class WindowAssignerContext {

    /** Milliseconds since 1970. */
    public abstract long getCurrentProcessingTime();
  }
}
