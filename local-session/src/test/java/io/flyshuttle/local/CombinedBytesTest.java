// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.appmaster.job.JobReport;
import io.flyshuttle.core.client.JobClient;
import io.flyshuttle.core.client.JobExecutor;
import io.flyshuttle.core.client.JobExecutors;
import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.function.GroupCombineFunction;
import io.flyshuttle.core.function.GroupReduceFunction;
import io.flyshuttle.core.graph.JobGraph;
import io.flyshuttle.core.job.JobID;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.core.typeinfo.TupleTypeInfo;
import io.flyshuttle.core.typeinfo.Types;
import io.flyshuttle.dataset.DataSet;
import io.flyshuttle.dataset.ExecutionEnvironment;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is combined before it is sent makes the exchange smaller, and the result the same. */
final class CombinedBytesTest {
  private static final TupleTypeInfo<Tuple2<Long, Long>> PAIR =
      new TupleTypeInfo<>(Types.LONG, Types.LONG);
  private static final int PARALLELISM = 4;
  private static final long RECORDS = 100_000;
  private static final long KEYS = 10;

  private static LocalSession session;

  private final AtomicReference<JobID> job = new AtomicReference<>();

  @BeforeAll
  static void start() {
    session = LocalSession.start(new LocalSettings(2, 2, 64 << 20, Map.of()));
  }

  @AfterAll
  static void stop() {
    session.close();
  }

  /** Sums without a combiner. */
  private static class Sum implements GroupReduceFunction<Tuple2<Long, Long>, Tuple2<Long, Long>> {
    private static final long serialVersionUID = 1L;

    @Override
    public void reduce(Iterable<Tuple2<Long, Long>> group, Collector<Tuple2<Long, Long>> out) {
      long key = 0;
      long sum = 0;
      for (Tuple2<Long, Long> record : group) {
        key = record.f0;
        sum += record.f1;
      }
      out.collect(Tuple2.of(key, sum));
    }
  }

  /** Sums, and parts of sums. */
  private static final class CombiningSum extends Sum
      implements GroupCombineFunction<Tuple2<Long, Long>, Tuple2<Long, Long>> {
    private static final long serialVersionUID = 1L;

    @Override
    public void combine(Iterable<Tuple2<Long, Long>> group, Collector<Tuple2<Long, Long>> out) {
      reduce(group, out);
    }
  }

  /** What a program makes of the numbers. */
  private interface Summing {
    DataSet<Tuple2<Long, Long>> of(DataSet<Tuple2<Long, Long>> numbers);
  }

  /** Runs it, checks the sums, and tells how many bytes its last grouping has read. */
  private long bytesReadBy(String operator, Summing summing) throws Exception {
    JobExecutor executor =
        new JobExecutor() {
          @Override
          public JobClient submit(JobGraph graph) {
            JobClient client = session.submit(graph);
            job.set(client.getJobID());
            return client;
          }

          @Override
          public int defaultParallelism() {
            return PARALLELISM;
          }

          @Override
          public Configuration configuration() {
            return new Configuration();
          }
        };
    Map<Long, Long> sums = new TreeMap<>();
    try (JobExecutors.Installation ignored = JobExecutors.installForThread(executor)) {
      ExecutionEnvironment env = ExecutionEnvironment.getExecutionEnvironment();
      List<Tuple2<Long, Long>> found =
          summing
              .of(
                  env.generateSequence(0, RECORDS - 1)
                      .map(n -> Tuple2.of(n % KEYS, n))
                      .returns(PAIR))
              .collect();
      found.forEach(record -> assertEquals(null, sums.put(record.f0, record.f1)));
    }
    Map<Long, Long> expected = new TreeMap<>();
    for (long n = 0; n < RECORDS; n++) {
      expected.merge(n % KEYS, n, Long::sum);
    }
    assertEquals(expected, sums);
    JobReport.Detail report = session.jobManager().job(job.get()).get(120, TimeUnit.SECONDS);
    return report.vertices().stream()
        .filter(vertex -> vertex.name().startsWith(operator))
        .mapToLong(JobReport.Vertex::bytesIn)
        .sum();
  }

  @Test
  void shouldSendLessWithACombiner() throws Exception {
    long whole = bytesReadBy("GroupReduce", numbers -> numbers.groupBy(0).reduceGroup(new Sum()));
    assertTrue(whole >= RECORDS * 2 * Long.BYTES, "each record is sent: " + whole);

    long combined =
        bytesReadBy("GroupReduce", numbers -> numbers.groupBy(0).reduceGroup(new CombiningSum()));
    assertTrue(combined > 0 && combined * 100 < whole, combined + " of " + whole);

    long byHand =
        bytesReadBy(
            "GroupReduce",
            numbers ->
                numbers
                    .groupBy(0)
                    .combineGroup(new CombiningSum())
                    .groupBy(0)
                    .reduceGroup(new Sum()));
    assertTrue(byHand > 0 && byHand * 100 < whole, byHand + " of " + whole);

    long reduced =
        bytesReadBy(
            "Reduce", numbers -> numbers.groupBy(0).reduce((a, b) -> Tuple2.of(a.f0, a.f1 + b.f1)));
    assertTrue(reduced > 0 && reduced * 100 < whole, reduced + " of " + whole);
  }
}
