// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.loopback;

import io.flyshuttle.core.graph.JobGraph;
import io.flyshuttle.core.graph.JobType;
import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.memory.LocalSpillDirectories;
import io.flyshuttle.core.operator.Operator;
import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.plan.PlanNode;
import io.flyshuttle.core.plan.Ship;
import io.flyshuttle.core.serialize.basic.IntSerializer;
import io.flyshuttle.core.serialize.basic.StringSerializer;
import io.flyshuttle.core.serialize.composite.TupleSerializer;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.protocol.message.TaskState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * How many records a second go from one task to another, by a socket and inside a worker. Run by
 * hand; not a test.
 *
 * <p>Arguments: records per source (10 million if not given), rounds (5).
 */
final class ShuffleBenchmark {

  private ShuffleBenchmark() {}

  private static final class Swallow implements Operator {
    private long sum;

    @Override
    public void open(OperatorContext context) {}

    @Override
    public void process(int input, Object record, long timestamp) {
      @SuppressWarnings("unchecked")
      Tuple2<String, Integer> tuple = (Tuple2<String, Integer>) record;
      sum += tuple.f1;
    }

    @Override
    public void close() {
      if (sum == 42) {
        System.out.println("kept alive");
      }
    }
  }

  public static void main(String[] arguments) throws Exception {
    long records = arguments.length > 0 ? Long.parseLong(arguments[0]) : 10_000_000;
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
    TypeSerializer<?> serializer =
        new TupleSerializer<>(
            Tuple2.class,
            new TypeSerializer<?>[] {StringSerializer.INSTANCE, IntSerializer.INSTANCE});
    Path directory = Files.createTempDirectory("shuffle");
    try (LoopbackCluster one = new LoopbackCluster(directory.resolve("one"), 1, 64 << 20, 32768);
        LoopbackCluster two = new LoopbackCluster(directory.resolve("two"), 2, 64 << 20, 32768)) {
      for (int round = 0; round < rounds; round++) {
        report("local, 1 to 1", records, time(one, records, 1, serializer, false));
        report("socket, 1 to 1", records, time(two, records, 1, serializer, true));
        report("local, 2 to 2 by key", records * 2, time(one, records, 2, serializer, false));
        report("sockets, 2 to 2 by key", records * 2, time(two, records, 2, serializer, false));
      }
    }
    new LocalSpillDirectories(List.of(directory)).delete();
  }

  private static void report(String what, long records, long nanos) {
    System.out.printf(
        Locale.ROOT,
        "%-24s %6.2f M records/s %7.1f ns a record%n",
        what,
        records * 1e3 / nanos,
        nanos / (double) records);
  }

  private static long time(
      LoopbackCluster cluster,
      long records,
      int parallelism,
      TypeSerializer<?> serializer,
      boolean shift) {
    String[] words = new String[1000];
    for (int i = 0; i < words.length; i++) {
      words[i] = "word" + i;
    }
    PlanNode source =
        TestOperators.sequence(
            records, (subtask, i) -> new Tuple2<>(words[(int) (i % 1000)], 1), serializer);
    Ship ship =
        parallelism == 1
            ? Ship.global()
            : Ship.<Tuple2<String, Integer>, String>hash(tuple -> tuple.f0);
    // with two workers, a shift of one subtask puts the only reader on the other worker
    int readers = shift ? 2 : parallelism;
    PlanNode sink =
        TestOperators.node(
                "swallow",
                source.parallelism(parallelism),
                shift ? Ship.custom((key, channels) -> 1, tuple -> 1) : ship,
                serializer,
                Swallow::new)
            .parallelism(readers);
    JobGraph graph =
        TestOperators.plan("shuffle", JobType.BATCH, parallelism, new ExecutionConfig())
            .add(sink)
            .toJobGraph();
    long start = System.nanoTime();
    cluster.deploy(graph);
    cluster.awaitAll(graph, 0, TaskState.FINISHED);
    long nanos = System.nanoTime() - start;
    cluster.release(graph);
    return nanos;
  }
}
