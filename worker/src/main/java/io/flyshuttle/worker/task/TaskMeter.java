// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.task;

import io.flyshuttle.protocol.message.AttemptID;
import io.flyshuttle.protocol.message.TaskMetrics;
import io.flyshuttle.worker.gate.InputReader;
import io.flyshuttle.worker.partition.RecordWriter;
import java.util.List;

/** Reads the counters of a task, on any thread. */
final class TaskMeter {
  private TaskMeter() {}

  /**
   * @param loop null before the task's loop was made
   * @param spilledBytes what the task's operators wrote to temporary files
   * @param watermark the task's
   * @param latencyMillis from the sources to the task
   */
  static TaskMetrics read(
      AttemptID attempt,
      List<InputReader> readers,
      List<RecordWriter<Object>> writers,
      TaskLoop loop,
      long spilledBytes,
      long watermark,
      long latencyMillis) {
    long recordsIn = 0;
    long bytesIn = 0;
    long queuedIn = 0;
    for (InputReader reader : readers) {
      recordsIn += reader.recordsIn();
      bytesIn += reader.bytesIn();
      queuedIn += reader.gate().queuedBytes();
    }
    long recordsOut = 0;
    long bytesOut = 0;
    long queuedOut = 0;
    long backpressured = 0;
    for (RecordWriter<Object> writer : writers) {
      recordsOut += writer.records();
      bytesOut += writer.bytes();
      queuedOut += writer.partition().queuedBytes();
      backpressured += writer.partition().waitedNanos();
    }
    long busy = 0;
    long idle = 0;
    if (loop != null) {
      long elapsed = loop.elapsedNanos();
      // the clocks are read one after the other; no time may be counted twice
      idle = Math.min(loop.idleNanos(backpressured), elapsed);
      backpressured = Math.min(backpressured, elapsed - idle);
      busy = elapsed - idle - backpressured;
    }
    return new TaskMetrics(
        attempt,
        recordsIn,
        recordsOut,
        bytesIn,
        bytesOut,
        busy,
        idle,
        backpressured,
        queuedIn,
        queuedOut,
        spilledBytes,
        watermark,
        latencyMillis);
  }
}
