// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.connector.source.lib.DataGeneratorSource;
import io.flyshuttle.core.connector.source.lib.RateLimiterStrategy;
import io.flyshuttle.core.function.CloseableIterator;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.time.WatermarkStrategy;
import io.flyshuttle.core.typeinfo.Types;
import io.flyshuttle.datastream.DataStream;
import io.flyshuttle.datastream.StreamExecutionEnvironment;
import io.flyshuttle.local.LocalOptions;
import java.io.Serializable;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Two sources of which one waits for the other. */
final class AlignedSourcesTest {
  private static final long MILLIS = 1_500;

  /** So many that what is read while the task's timer is late is little in the stream's time. */
  private static final long FAST_RECORDS_PER_MILLI = 3_000;

  private static final long FAST_RECORDS_PER_SUBTASK = MILLIS * FAST_RECORDS_PER_MILLI;

  /** Far more than the drift, and what is read until the next watermark. */
  private static final long TOO_FAR_MILLIS = 600;

  private static final CompletableFuture<Void> SLOW_HAS_BEGUN = new CompletableFuture<>();
  private static final AtomicLong SLOW_MILLIS = new AtomicLong();
  private static final AtomicLong FARTHEST_MILLIS = new AtomicLong();

  private static long fastMillis(long number) {
    // each of the two subtasks begins anew
    return number % FAST_RECORDS_PER_SUBTASK / FAST_RECORDS_PER_MILLI;
  }

  @Test
  void shouldHoldASourceBackWhileAnotherOfItsGroupIsBehind() throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(LocalOptions.WORKERS, 2);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(2);
    env.getConfig().setAutoWatermarkInterval(5);
    DataGeneratorSource<Long> fast =
        new DataGeneratorSource<>(
            number -> {
              if (number % FAST_RECORDS_PER_SUBTASK == 0) {
                // a source that has no watermark yet holds up nobody
                SLOW_HAS_BEGUN.join();
              }
              return number;
            },
            2 * FAST_RECORDS_PER_SUBTASK,
            Types.LONG);
    DataGeneratorSource<Long> slow =
        new DataGeneratorSource<>(
            number -> {
              SLOW_MILLIS.set(number);
              if (number == 100) {
                SLOW_HAS_BEGUN.complete(null);
              }
              return number;
            },
            MILLIS,
            RateLimiterStrategy.perSecond(500),
            Types.LONG);
    DataStream<Long> ofFast =
        env.fromSource(fast, aligned(AlignedSourcesTest::fastMillis), "fast")
            .filter(
                number -> {
                  if (number % FAST_RECORDS_PER_MILLI != 0) {
                    return false;
                  }
                  FARTHEST_MILLIS.accumulateAndGet(
                      fastMillis(number) - SLOW_MILLIS.get(), Math::max);
                  return true;
                });
    DataStream<Long> ofSlow =
        env.fromSource(slow, aligned(number -> number), "slow")
            .setParallelism(1)
            .filter(number -> number % 1_000 == 0);
    long count = 0;
    try (CloseableIterator<Long> all = ofFast.union(ofSlow).executeAndCollect()) {
      while (all.hasNext()) {
        all.next();
        count++;
      }
    }
    assertEquals(2 * MILLIS + 2, count);
    assertTrue(
        FARTHEST_MILLIS.get() < TOO_FAR_MILLIS,
        "the fast source was " + FARTHEST_MILLIS.get() + " ms ahead");
  }

  /** A function that travels. */
  private interface Millis extends Serializable {
    long of(long number);
  }

  private static WatermarkStrategy<Long> aligned(Millis millis) {
    return WatermarkStrategy.<Long>forMonotonousTimestamps()
        .withTimestampAssigner((number, before) -> millis.of(number))
        .withWatermarkAlignment("both", Duration.ofMillis(200), Duration.ofMillis(10));
  }
}
