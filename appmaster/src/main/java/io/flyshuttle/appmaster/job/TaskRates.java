// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.job;

import io.flyshuttle.protocol.message.TaskMetrics;

/**
 * How a task has spent its time lately, in milliseconds of each second. The three make a second.
 *
 * @param busy it worked, or its functions waited for something
 * @param idle it waited for input
 * @param backpressured it waited for its readers to take output
 */
public record TaskRates(int busy, int idle, int backpressured) {

  /** From this on a task counts as busy, idle or backpressured: half of its time. */
  static final int HIGH = 500;

  /** Shorter intervals say little. */
  static final long MIN_INTERVAL_NANOS = 1_000_000_000;

  /** Between two looks at the counters of one attempt; {@code before} may be null for its start. */
  static TaskRates between(TaskMetrics before, TaskMetrics after) {
    long busy = after.busyNanos() - (before == null ? 0 : before.busyNanos());
    long idle = after.idleNanos() - (before == null ? 0 : before.idleNanos());
    long backpressured =
        after.backpressuredNanos() - (before == null ? 0 : before.backpressuredNanos());
    busy = Math.max(0, busy);
    idle = Math.max(0, idle);
    backpressured = Math.max(0, backpressured);
    double all = busy + idle + backpressured;
    if (all == 0) {
      return new TaskRates(0, 1000, 0);
    }
    int idleMillis = (int) Math.round(1000 * idle / all);
    int backpressuredMillis = (int) Math.round(1000 * backpressured / all);
    return new TaskRates(
        Math.max(0, 1000 - idleMillis - backpressuredMillis), idleMillis, backpressuredMillis);
  }

  /** Nanoseconds of an attempt's life. */
  static long elapsedNanos(TaskMetrics metrics) {
    return metrics.busyNanos() + metrics.idleNanos() + metrics.backpressuredNanos();
  }

  /** What takes most of the time, for people. */
  String mostly() {
    int most = Math.max(busy, Math.max(idle, backpressured));
    String what = most == busy ? "busy" : most == backpressured ? "backpressured" : "idle";
    return what + " " + Math.round(most / 10.0) + " %";
  }

  boolean isBusy() {
    return busy >= HIGH;
  }

  boolean isBackpressured() {
    return backpressured >= HIGH;
  }
}
