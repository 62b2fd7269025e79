// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.job;

import io.flyshuttle.appmaster.job.JobEvent.Numbered;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** The newest events of a job, and who wants to hear of the next. Control thread only. */
public final class EventLog {
  private static final int KEPT = 2_000;

  private final Deque<Numbered> events = new ArrayDeque<>();
  private final List<Consumer<Numbered>> listeners = new ArrayList<>();
  private long number;

  /** The log of something that is over. */
  public static EventLog of(List<JobEvent> events) {
    EventLog log = new EventLog();
    events.forEach(log::add);
    return log;
  }

  /** Adds an event. */
  void add(JobEvent event) {
    Numbered numbered = new Numbered(++number, event);
    events.add(numbered);
    if (events.size() > KEPT) {
      events.remove();
    }
    for (Consumer<Numbered> listener : List.copyOf(listeners)) {
      listener.accept(numbered);
    }
  }

  /**
   * Gives the kept events after a number, and all that come later, to {@code listener}, which must
   * not block.
   *
   * @return ends it; on the control thread
   */
  public Runnable listen(long after, Consumer<Numbered> listener) {
    for (Numbered event : List.copyOf(events)) {
      if (event.number() > after) {
        listener.accept(event);
      }
    }
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /** Whether anybody listens. */
  boolean isHeard() {
    return !listeners.isEmpty();
  }
}
