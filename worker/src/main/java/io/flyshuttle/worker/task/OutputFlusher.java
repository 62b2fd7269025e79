// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.task;

import io.flyshuttle.worker.partition.RecordWriter;
import io.flyshuttle.worker.partition.ResultPartition;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Hands on records that sit in buffers that are not full, so that a slow stream is not late. One
 * thread for all tasks of a worker.
 */
public final class OutputFlusher {

  private static final long TICK_MILLIS = 5;

  /** Results of so many channels are looked at every tick; of n times as many, every n ticks. */
  private static final int CHANNELS_PER_TICK = 20;

  private final ScheduledExecutorService clock;

  /** What is looked at each tick or each few ticks: one timer for all, as most write nothing. */
  private final List<Results> looked = new CopyOnWriteArrayList<>();

  private ScheduledFuture<?> ticking;

  public OutputFlusher(ScheduledExecutorService clock) {
    this.clock = clock;
  }

  /**
   * Flushes what is written until the returned handle is closed: everything in the timeout, and
   * mostly much sooner. A buffer of small records takes longer to fill than most streams want to
   * wait, and a reader that has kept up has nothing better to do than to take what there is; so
   * results that go to few readers are looked at every few milliseconds, and the more readers there
   * are, the less often.
   */
  public AutoCloseable start(List<RecordWriter<Object>> writers, long timeoutMillis) {
    if (writers.isEmpty()) {
      return () -> {};
    }
    AutoCloseable inTime =
        every(timeoutMillis, () -> writers.forEach(writer -> writer.partition().flush()));
    Results results = new Results(writers);
    if (results.everyTicks * TICK_MILLIS >= timeoutMillis) {
      return inTime;
    }
    look(results);
    return () -> {
      lookNoMore(results);
      inTime.close();
    };
  }

  private synchronized void look(Results results) {
    looked.add(results);
    if (ticking == null) {
      ticking =
          clock.scheduleWithFixedDelay(
              () -> looked.forEach(Results::tick), TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private synchronized void lookNoMore(Results results) {
    looked.remove(results);
    if (looked.isEmpty() && ticking != null) {
      ticking.cancel(false);
      ticking = null;
    }
  }

  /** The results of a task. The clock's thread. */
  private static final class Results {
    private final List<Written> written;
    private final int everyTicks;
    private int ticks;

    Results(List<RecordWriter<Object>> writers) {
      this.written = writers.stream().map(Written::new).toList();
      int channels = writers.stream().mapToInt(writer -> writer.partition().channels()).sum();
      this.everyTicks = Math.max(1, channels / CHANNELS_PER_TICK);
    }

    void tick() {
      if (++ticks >= everyTicks) {
        ticks = 0;
        written.forEach(Written::flushIdle);
      }
    }
  }

  /**
   * Notices that a writer writes, and how much: what fills its buffers in the meantime needs no
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
