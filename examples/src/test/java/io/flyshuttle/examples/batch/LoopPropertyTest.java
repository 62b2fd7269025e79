// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.function.aggregator.LongSumAggregator;
import io.flyshuttle.core.function.rich.RichMapFunction;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.option.MemorySize;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.core.type.TypeHint;
import io.flyshuttle.core.value.LongValue;
import io.flyshuttle.dataset.DataSet;
import io.flyshuttle.dataset.DeltaIteration;
import io.flyshuttle.dataset.ExecutionEnvironment;
import io.flyshuttle.dataset.IterativeDataSet;
import io.flyshuttle.local.LocalOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** Loops on random data with random parallelism and workers, compared with plain Java. */
final class LoopPropertyTest {
  private static final TypeHint<Tuple2<Long, Long>> PAIR = new TypeHint<>() {};
  private static final TypeHint<Tuple2<Long, String>> TEXT = new TypeHint<>() {};

  private static ExecutionEnvironment environment(
      int parallelism, int workers, int memoryMegabytes) {
    Configuration configuration = new Configuration();
    configuration.set(LocalOptions.WORKERS, workers);
    configuration.set(LocalOptions.MEMORY, MemorySize.ofMebiBytes(memoryMegabytes));
    ExecutionEnvironment env = ExecutionEnvironment.createLocalEnvironment(configuration);
    env.setParallelism(parallelism);
    return env;
  }

  @Property(tries = 12)
  void shouldFindConnectedComponents(
      @ForAll @LongRange(min = 0, max = 1000) long seed,
      @ForAll @IntRange(min = 1, max = 8) int parallelism,
      @ForAll @IntRange(min = 1, max = 3) int workers)
      throws Exception {
    Random random = new Random(seed);
    int vertices = 1 + random.nextInt(400);
    List<Tuple2<Long, Long>> edges = new ArrayList<>();
    for (int i = random.nextInt(2 * vertices); i >= 0; i--) {
      long a = random.nextInt(vertices);
      long b = random.nextInt(vertices);
      edges.add(Tuple2.of(a, b));
      edges.add(Tuple2.of(b, a));
    }
    ExecutionEnvironment env = environment(parallelism, workers, 64);
    DataSet<Tuple2<Long, Long>> start =
        env.generateSequence(0, vertices - 1).map(n -> Tuple2.of(n, n)).returns(PAIR);
    DeltaIteration<Tuple2<Long, Long>, Tuple2<Long, Long>> loop =
        start.iterateDelta(start, 1000, 0);
    DataSet<Tuple2<Long, Long>> changes =
        loop.getWorkset()
            .join(env.fromCollection(edges))
            .where(0)
            .equalTo(0)
            .with((vertex, edge) -> Tuple2.of(edge.f1, vertex.f1))
            .returns(PAIR)
            .groupBy(0)
            .min(1)
            .join(loop.getSolutionSet())
            .where(0)
            .equalTo(0)
            .with(
                (Tuple2<Long, Long> candidate,
                    Tuple2<Long, Long> old,
                    Collector<Tuple2<Long, Long>> out) -> {
                  if (candidate.f1 < old.f1) {
                    out.collect(candidate);
                  }
                })
            .returns(PAIR);
    Map<Long, Long> found = new TreeMap<>();
    loop.closeWith(changes, changes).collect().forEach(r -> found.put(r.f0, r.f1));

    assertEquals(components(edges, vertices), found);
  }

  private static Map<Long, Long> components(List<Tuple2<Long, Long>> edges, int vertices) {
    long[] component = new long[vertices];
    for (int i = 0; i < vertices; i++) {
      component[i] = i;
    }
    for (boolean changed = true; changed; ) {
      changed = false;
      for (Tuple2<Long, Long> e : edges) {
        if (component[e.f0.intValue()] < component[e.f1.intValue()]) {
          component[e.f1.intValue()] = component[e.f0.intValue()];
          changed = true;
        }
      }
    }
    Map<Long, Long> map = new TreeMap<>();
    for (int i = 0; i < vertices; i++) {
      map.put((long) i, component[i]);
    }
    return map;
  }

  /** Adds what the loop came to in the superstep before to each value. */
  public static final class AddingBefore
      extends RichMapFunction<Tuple2<Long, Long>, Tuple2<Long, Long>> {
    private static final long serialVersionUID = 1L;
    private LongSumAggregator sum;
    private long before;

    @Override
    public void open(Configuration parameters) {
      sum = getIterationRuntimeContext().getIterationAggregator("sum");
      before = 0;
      if (getIterationRuntimeContext().getSuperstepNumber() > 1) {
        LongValue value = getIterationRuntimeContext().getPreviousIterationAggregate("sum");
        before = value.getValue() % 10;
      }
      before += this.<Long>broadcast().size();
    }

    private <T> List<T> broadcast() {
      return getRuntimeContext().getBroadcastVariable("constant");
    }

    @Override
    public Tuple2<Long, Long> map(Tuple2<Long, Long> value) {
      sum.aggregate(value.f1);
      return Tuple2.of(value.f0 + value.f1 % 3, value.f1 + before);
    }
  }

  @Property(tries = 12)
  void shouldAggregateInRounds(
      @ForAll @LongRange(min = 0, max = 1000) long seed,
      @ForAll @IntRange(min = 1, max = 8) int parallelism,
      @ForAll @IntRange(min = 1, max = 3) int workers)
      throws Exception {
    Random random = new Random(seed);
    int rounds = 1 + random.nextInt(6);
    List<Tuple2<Long, Long>> input = new ArrayList<>();
    for (int i = random.nextInt(500); i >= 0; i--) {
      input.add(Tuple2.of((long) random.nextInt(50), (long) random.nextInt(100)));
    }
    ExecutionEnvironment env = environment(parallelism, workers, 64);
    IterativeDataSet<Tuple2<Long, Long>> loop = env.fromCollection(input).iterate(rounds);
    loop.registerAggregator("sum", new LongSumAggregator());
    DataSet<Tuple2<Long, Long>> body =
        loop.map(new AddingBefore())
            .withBroadcastSet(env.generateSequence(1, 4), "constant")
            .groupBy(0)
            .sum(1);
    Map<Long, Long> found = new TreeMap<>();
    loop.closeWith(body).collect().forEach(r -> found.put(r.f0, r.f1));

    List<Tuple2<Long, Long>> expected = input;
    long before = 0;
    for (int round = 1; round <= rounds; round++) {
      long sum = 0;
      Map<Long, Long> sums = new HashMap<>();
      for (Tuple2<Long, Long> r : expected) {
        sum += r.f1;
        sums.merge(r.f0 + r.f1 % 3, r.f1 + before % 10 + 4, Long::sum);
      }
      before = sum;
      expected = new ArrayList<>();
      for (Map.Entry<Long, Long> entry : sums.entrySet()) {
        expected.add(Tuple2.of(entry.getKey(), entry.getValue()));
      }
    }
    Map<Long, Long> wanted = new TreeMap<>();
    expected.forEach(r -> wanted.put(r.f0, r.f1));
    assertEquals(wanted, found);
  }

  /** Records of up to several network buffers, from step to step and into a reduce of all. */
  @Property(tries = 8)
  void shouldExchangeLargeRecords(
      @ForAll @LongRange(min = 0, max = 1000) long seed,
      @ForAll @IntRange(min = 1, max = 6) int parallelism,
      @ForAll @IntRange(min = 1, max = 3) int workers)
      throws Exception {
    Random random = new Random(seed);
    List<Tuple2<Long, String>> input = new ArrayList<>();
    int characters = 0;
    for (int i = 0; i < 40; i++) {
      int length = random.nextInt(i % 5 == 0 ? 100_000 : 2000);
      characters += length;
      input.add(Tuple2.of((long) random.nextInt(1000), "x".repeat(length)));
    }
    ExecutionEnvironment env = environment(parallelism, workers, 64);
    IterativeDataSet<Tuple2<Long, String>> loop = env.fromCollection(input).iterate(5);
    DataSet<Tuple2<Long, String>> moved =
        loop.map(r -> Tuple2.of(r.f0 + 1, r.f1)).returns(TEXT).partitionByHash(0);
    DataSet<Tuple2<Long, String>> joined =
        moved
            .reduce((a, b) -> Tuple2.of(-1L, a.f1 + b.f1))
            .filter(r -> r.f0 < 0)
            .map(r -> Tuple2.of(r.f0, r.f1.substring(0, 1)))
            .returns(TEXT);
    List<Tuple2<Long, String>> result = loop.closeWith(moved, joined).collect();

    assertEquals(40, result.size());
    assertEquals(characters, result.stream().mapToInt(r -> r.f1.length()).sum());
    assertEquals(
        input.stream().mapToLong(r -> r.f0 + 5).sum(), result.stream().mapToLong(r -> r.f0).sum());
  }
}
