// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.flyshuttle.appmaster.job.JobReport;
import io.flyshuttle.core.client.JobClient;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.stream.sink.DiscardingSink;
import io.flyshuttle.core.stream.source.RichParallelSourceFunction;
import io.flyshuttle.core.stream.source.Watermark;
import io.flyshuttle.datastream.StreamExecutionEnvironment;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The report on a job tells how far event time has come in each of its tasks. */
@Timeout(300)
final class WatermarkReportTest {
  private static final AtomicReference<CountDownLatch> MAY_END = new AtomicReference<>();

  /** One subtask is at 70, the other at 41; both wait there. */
  private static final class Uneven extends RichParallelSourceFunction<Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public void run(SourceContext<Long> context) throws Exception {
      boolean first = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0;
      context.emitWatermark(new Watermark(first ? 70 : 41));
      MAY_END.get().await();
    }

    @Override
    public void cancel() {
      MAY_END.get().countDown();
    }
  }

  private static Set<Long> watermarks(LocalSession session, JobClient job, String vertex) {
    List<JobReport.Vertex> vertices = session.jobManager().job(job.getJobID()).join().vertices();
    return vertices.stream()
        .filter(v -> v.name().contains(vertex))
        .flatMap(v -> v.subtasks().stream())
        .map(JobReport.Subtask::currentWatermark)
        .collect(Collectors.toSet());
  }

  @Test
  void shouldTellTheLowestWatermarkDownstreamOfAnExchange() throws Exception {
    MAY_END.set(new CountDownLatch(1));
    try (LocalSession session = LocalSession.start(new LocalSettings(1, 4, 32 << 20, Map.of()))) {
      StreamExecutionEnvironment env =
          StreamExecutionEnvironment.getExecutionEnvironment(new Configuration());
      env.setParallelism(2);
      env.addSource(new Uneven())
          .name("uneven")
          .keyBy(number -> number)
          .reduce(Long::sum)
          .name("sums")
          .rebalance()
          .addSink(new DiscardingSink<>())
          .name("behind");
      JobClient job = session.submit(env.jobGraph("watermarks"));
      Streams.awaitTrue(
          () -> watermarks(session, job, "sums").equals(Set.of(41L)),
          () -> "sums: " + watermarks(session, job, "sums"));
      Streams.awaitTrue(
          () -> watermarks(session, job, "behind").equals(Set.of(41L)),
          () -> "behind: " + watermarks(session, job, "behind"));
      MAY_END.get().countDown();
      job.getJobExecutionResult().get(120, TimeUnit.SECONDS);
      assertEquals(Set.of(Long.MAX_VALUE), watermarks(session, job, "behind"));
    }
  }
}
