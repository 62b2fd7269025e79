// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.function.CloseableIterator;
import io.flyshuttle.core.function.MapFunction;
import io.flyshuttle.core.job.RestartStrategies;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.state.CheckpointListener;
import io.flyshuttle.datastream.StreamExecutionEnvironment;
import io.flyshuttle.local.LocalOptions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Results that the client reads come through restarts of the job. */
final class CollectedResultsTest {
  private static final int FAILURES = 3;
  private static final AtomicInteger FAILED = new AtomicInteger();

  @BeforeEach
  void noFailures() {
    FAILED.set(0);
  }

  private static StreamExecutionEnvironment environment() {
    Configuration configuration = new Configuration();
    configuration.set(LocalOptions.WORKERS, 2);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(2);
    env.setRestartStrategy(RestartStrategies.fixedDelayRestart(FAILURES, 10));
    return env;
  }

  private static List<Long> collected(StreamExecutionEnvironment env, long last, boolean atOnce)
      throws Exception {
    List<Long> all = new ArrayList<>();
    try (CloseableIterator<Long> results =
        env.fromSequence(1, last).map(new Fails(atOnce)).executeAndCollect()) {
      results.forEachRemaining(all::add);
    }
    return all;
  }

  @Test
  void whenTheJobRestartsFromCheckpointsThenEachResultComesOnce() throws Exception {
    StreamExecutionEnvironment env = environment();
    env.enableCheckpointing(20);
    List<Long> all = collected(env, 20_000, false);
    assertTrue(FAILED.get() > 0, "the job has not failed at all");
    assertEquals(
        LongStream.rangeClosed(1, 20_000).boxed().toList(), all.stream().sorted().toList());
  }

  @Test
  void whenTheJobRestartsWithoutCheckpointsThenNoResultIsMissing() throws Exception {
    List<Long> all = collected(environment(), 20_000, true);
    assertEquals(FAILURES, FAILED.get());
    assertEquals(20_000, new HashSet<>(all).size());
  }

  @Test
  void shouldShowResultsOfAnEndlessJobWhenACheckpointCoversThem() throws Exception {
    StreamExecutionEnvironment env = environment();
    env.enableCheckpointing(20);
    List<Long> all =
        env.fromSequence(1, Long.MAX_VALUE / 2)
            .filter(number -> number % 50_000 == 0)
            .executeAndCollect(10);
    assertEquals(10, new HashSet<>(all).size());
  }

  /** Fails now and then, after a checkpoint or at once. */
  private static final class Fails implements MapFunction<Long, Long>, CheckpointListener {
    private final boolean atOnce;
    private boolean checkpointed;
    private int seen;
    private int since;

    Fails(boolean atOnce) {
      this.atOnce = atOnce;
    }

    @Override
    public Long map(Long number) {
      if (++seen % 100 == 0 || seen > 5_000 && !checkpointed && !atOnce) {
        // slow enough for a checkpoint, however busy the machine is
        LockSupport.parkNanos(5_000_000);
      }
      int failed = FAILED.get();
      if ((atOnce || checkpointed)
          && failed < FAILURES
          && ++since > 1_000
          && FAILED.compareAndSet(failed, failed + 1)) {
        throw new IllegalStateException("a failure of this test");
      }
      return number;
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) {
      checkpointed = true;
    }
  }
}
