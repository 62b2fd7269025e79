// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.local;

import static io.flyshuttle.local.Streams.assertExact;
import static io.flyshuttle.local.Streams.awaitTrue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.appmaster.job.JobReport;
import io.flyshuttle.core.client.JobClient;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.option.MetricOptions;
import io.flyshuttle.core.stream.sink.SinkFunction;
import io.flyshuttle.core.stream.source.SourceFunction;
import io.flyshuttle.datastream.StreamExecutionEnvironment;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How long records take: from source to sink, as markers tell, and in buffers. */
@Timeout(600)
final class LatencyTest {
  private static final int PARALLELISM = 2;

  @BeforeEach
  void reset() {
    Streams.reset();
  }

  private static JobClient submit(LocalSession session, Configuration configuration) {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(PARALLELISM);
    Streams.add(env, "a", false);
    return session.submit(env.jobGraph("job"));
  }

  private static LocalSession start() {
    Configuration two = new Configuration().set(LocalOptions.WORKERS, 2);
    return LocalSession.start(new LocalSettings(2, 2, 64 << 20, two.toMap()));
  }

  private static List<JobReport.Subtask> subtasks(LocalSession session, JobClient job) {
    return session.jobManager().job(job.getJobID()).join().vertices().stream()
        .flatMap(vertex -> vertex.subtasks().stream())
        .toList();
  }

  @Test
  void shouldTellHowLongRecordsTakeFromTheSources() throws Exception {
    try (LocalSession session = start()) {
      JobClient job =
          submit(
              session,
              new Configuration().set(MetricOptions.LATENCY_INTERVAL, Duration.ofMillis(5)));
      // the source is one vertex, all others are reached by markers
      awaitTrue(
          () ->
              subtasks(session, job).stream().filter(task -> task.latencyMillis() >= 0).count()
                  == PARALLELISM,
          "no latency is known");
      subtasks(session, job).forEach(task -> assertTrue(task.latencyMillis() < 60_000));
      assertExact(job, PARALLELISM, "a");
    }
  }

  /** Emits a few numbers, and ends when all have arrived. */
  private static final class Few implements SourceFunction<Integer> {
    private static final long serialVersionUID = 1L;
    private static final int NUMBERS = 10;
    private static volatile CountDownLatch missing;

    @Override
    public void run(SourceContext<Integer> context) throws Exception {
      for (int number = 0; number < NUMBERS; number++) {
        context.collect(number);
      }
      missing.await();
    }

    @Override
    public void cancel() {
      while (missing.getCount() > 0) {
        missing.countDown();
      }
    }
  }

  @Test
  void whenReadersAreIdleThenTheyGetWhatThereIsLongBeforeTheBufferTimeout() throws Exception {
    Few.missing = new CountDownLatch(Few.NUMBERS);
    try (LocalSession session = start()) {
      StreamExecutionEnvironment env =
          StreamExecutionEnvironment.getExecutionEnvironment(new Configuration());
      env.setParallelism(4);
      env.setBufferTimeout(Duration.ofDays(1).toMillis());
      env.addSource(new Few())
          .rebalance()
          .addSink(
              new SinkFunction<Integer>() {
                @Override
                public void invoke(Integer number, Context context) {
                  Few.missing.countDown();
                }
              });
      JobClient job = session.submit(env.jobGraph("few"));
      job.getJobExecutionResult().get(120, TimeUnit.SECONDS);
    }
    assertEquals(0, Few.missing.getCount());
  }

  @Test
  void shouldMarkNothingByDefault() throws Exception {
    try (LocalSession session = start()) {
      JobClient job = submit(session, new Configuration());
      awaitTrue(
          () -> subtasks(session, job).stream().allMatch(task -> task.rates() != null),
          "no numbers come");
      subtasks(session, job).forEach(task -> assertEquals(-1, task.latencyMillis()));
      assertExact(job, PARALLELISM, "a");
    }
  }
}
