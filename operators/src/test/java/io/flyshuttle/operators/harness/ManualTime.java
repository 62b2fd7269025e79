// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.harness;

import io.flyshuttle.core.operator.ProcessingTimeService;
import java.util.Comparator;
import java.util.PriorityQueue;

/** A clock that is moved by hand. */
final class ManualTime implements ProcessingTimeService {
  private record Entry(long time, Callback callback) {}

  private final PriorityQueue<Entry> alarms =
      new PriorityQueue<>(Comparator.comparingLong(Entry::time));
  private long now;

  @Override
  public long currentTimeMillis() {
    return now;
  }

  @Override
  public Alarm schedule(long timestampMillis, Callback callback) {
    Entry entry = new Entry(timestampMillis, callback);
    alarms.add(entry);
    return () -> alarms.remove(entry);
  }

  void moveTo(long millis) throws Exception {
    while (!alarms.isEmpty() && alarms.peek().time <= millis) {
      Entry entry = alarms.poll();
      now = Math.max(now, entry.time);
      entry.callback.onTime(entry.time);
    }
    now = millis;
  }
}
