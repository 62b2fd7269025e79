// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.stream;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.client.JobClient;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.option.PipelineOptions;
import io.flyshuttle.core.stream.source.RichParallelSourceFunction;
import io.flyshuttle.core.stream.source.Watermark;
import io.flyshuttle.core.stream.window.assigner.TumblingEventTimeWindows;
import io.flyshuttle.core.time.WatermarkStrategy;
import io.flyshuttle.datastream.StreamExecutionEnvironment;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** A job whose windows never fire says why. */
final class StalledWatermarkProgramsTest {

  private static StreamExecutionEnvironment environment() {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.WATERMARK_PATIENCE, Duration.ofMillis(200));
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(2);
    return env;
  }

  private static void cancel(JobClient job) throws Exception {
    job.cancel().get(120, TimeUnit.SECONDS);
  }

  @Test
  void whenOneSubtaskOfASourceHasNoRecordsThenItIsNamed() throws Exception {
    StreamExecutionEnvironment env = environment();
    env.addSource(new OnlyTheFirstHasRecords())
        .name("half a source")
        .disableChaining()
        .keyBy(number -> number % 3)
        .window(TumblingEventTimeWindows.of(Duration.ofSeconds(1)))
        .reduce(Long::sum)
        .name("sums of seconds")
        .print();
    try (CapturedLog log = new CapturedLog("io.flyshuttle.worker.task.Task")) {
      JobClient job = env.executeAsync();
      String said = log.await("sums of seconds");
      cancel(job);

      assertTrue(said.contains("the watermark has not risen"), said);
      assertTrue(said.contains("half a source"), said);
      assertTrue(said.contains("subtask 2 has sent none yet"), said);
      assertTrue(said.contains("withIdleness"), said);
    }
  }

  @Test
  void whenNobodyMakesWatermarksThenTheOperatorThatWaitsIsNamed() throws Exception {
    StreamExecutionEnvironment env = environment();
    env.addSource(new OnlyTheFirstHasRecords())
        .assignTimestampsAndWatermarks(
            WatermarkStrategy.<Long>noWatermarks().withTimestampAssigner((n, before) -> n))
        .keyBy(number -> number % 3)
        .window(TumblingEventTimeWindows.of(Duration.ofSeconds(1)))
        .reduce(Long::sum)
        .name("sums that never come")
        .print();
    try (CapturedLog log = new CapturedLog("io.flyshuttle.operators.timer.KeyedTimers")) {
      JobClient job = env.executeAsync();
      String said = log.await("sums that never come");
      cancel(job);

      assertTrue(said.contains("no watermark has come"), said);
      assertTrue(said.contains("WatermarkStrategy"), said);
    }
  }

  /**
   * Records and watermarks in subtask 0; the others have none and do not say that they are idle.
   */
  private static final class OnlyTheFirstHasRecords extends RichParallelSourceFunction<Long> {
    private volatile boolean running = true;

    @Override
    public void run(SourceContext<Long> context) {
      boolean silent = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() > 0;
      for (long second = 0; running; second++) {
        if (!silent) {
          synchronized (context.getCheckpointLock()) {
            context.collectWithTimestamp(second, second * 1000);
            context.emitWatermark(new Watermark(second * 1000));
          }
        }
        LockSupport.parkNanos(5_000_000);
      }
    }

    @Override
    public void cancel() {
      running = false;
    }
  }
}
