// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.control;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A control thread that is the test's own thread, with a clock moved by hand. */
public final class ManualControlThread implements ControlThread {
  private static final long START_TIME = 1_000_000;

  private record Entry(long due, long order, Runnable action) {}

  // Other threads may bring answers.
  private final Queue<Runnable> ready = new ConcurrentLinkedQueue<>();
  private final PriorityQueue<Entry> alarms =
      new PriorityQueue<>(Comparator.comparingLong(Entry::due).thenComparingLong(Entry::order));
  private long now;
  private long order;

  @Override
  public void execute(Runnable action) {
    ready.add(action);
  }

  @Override
  public Alarm schedule(long delayMillis, Runnable action) {
    Entry entry = new Entry(now + delayMillis, order++, action);
    alarms.add(entry);
    return () -> alarms.remove(entry);
  }

  @Override
  public long currentTimeMillis() {
    return START_TIME + now;
  }

  @Override
  public long elapsedMillis() {
    return now;
  }

  /** Runs all that is to be done now. */
  public void run() {
    while (!ready.isEmpty()) {
      ready.poll().run();
    }
  }

  /** Lets time pass, alarm by alarm. */
  public void advance(long millis) {
    long end = now + millis;
    run();
    while (!alarms.isEmpty() && alarms.peek().due() <= end) {
      Entry next = alarms.poll();
      now = Math.max(now, next.due());
      next.action().run();
      run();
    }
    now = end;
  }
}
