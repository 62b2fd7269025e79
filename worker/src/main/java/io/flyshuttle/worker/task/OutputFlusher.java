// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.task;

import io.flyshuttle.worker.partition.RecordWriter;
import io.flyshuttle.worker.partition.ResultPartition;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Hands on records that sit in buffers that are not full, so that a slow stream is not late. One
 * thread for all tasks of a worker.
 */
public final class OutputFlusher {

  private static final long SOONEST_MILLIS = 5;
  private static final int FLUSHED_EACH_MILLISECOND = 4;

  private final ScheduledExecutorService clock;

  public OutputFlusher(ScheduledExecutorService clock) {
    this.clock = clock;
  }

  /**
   * Flushes what is written until the returned handle is closed: everything in the timeout, and
   * mostly much sooner. A buffer of small records takes longer to fill than most streams want to
   * wait, and a reader that has kept up has nothing better to do than to take what there is; so
   * results that go to few readers are flushed every few milliseconds, and the more readers there
   * are, the less often.
   */
  public AutoCloseable start(List<RecordWriter<Object>> writers, long timeoutMillis) {
    AutoCloseable inTime =
        every(timeoutMillis, () -> writers.forEach(writer -> writer.partition().flush()));
    int channels = writers.stream().mapToInt(writer -> writer.partition().channels()).sum();
    long soonMillis = Math.max(SOONEST_MILLIS, channels / FLUSHED_EACH_MILLISECOND);
    if (soonMillis >= timeoutMillis) {
      return inTime;
    }
    List<Written> written = writers.stream().map(Written::new).toList();
    AutoCloseable soon = every(soonMillis, () -> written.forEach(Written::flushIdle));
    return () -> {
      soon.close();
      inTime.close();
    };
  }

  /**
   * Notices that a writer writes, and how much: what fills its buffers in an interval needs no
   * flush. What is seen late here is flushed in the timeout.
   */
  private static final class Written {
    private final RecordWriter<Object> writer;
    private long known;

    /** Whether what was written last may not have been taken yet. */
    private boolean recent;

    Written(RecordWriter<Object> writer) {
      this.writer = writer;
    }

    void flushIdle() {
      long bytes = writer.bytes();
      long more = bytes - known;
      known = bytes;
      ResultPartition result = writer.partition();
      boolean fills = more >= (long) result.bufferSize() * result.channels();
      if (!fills && (more > 0 || recent)) {
        result.flushIdle();
      }
      recent = more > 0;
    }
  }

  /** Does something short at this interval until the returned handle is closed. */
  AutoCloseable every(long intervalMillis, Runnable action) {
    ScheduledFuture<?> schedule =
        clock.scheduleWithFixedDelay(action, intervalMillis, intervalMillis, TimeUnit.MILLISECONDS);
    return () -> schedule.cancel(false);
  }
}
