// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.function.aggregator.ConvergenceCriterion;
import io.flyshuttle.core.function.aggregator.LongSumAggregator;
import io.flyshuttle.core.function.rich.RichMapFunction;
import io.flyshuttle.core.job.InvalidProgramException;
import io.flyshuttle.core.job.RestartStrategies;
import io.flyshuttle.core.option.CheckpointingOptions;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.option.ExecutionOptions;
import io.flyshuttle.core.tuple.Tuple1;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.core.type.TypeHint;
import io.flyshuttle.core.value.LongValue;
import io.flyshuttle.dataset.DataSet;
import io.flyshuttle.dataset.DeltaIteration;
import io.flyshuttle.dataset.ExecutionEnvironment;
import io.flyshuttle.dataset.IterativeDataSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loops of batch programs, compared with what plain Java makes of the same data. */
final class LoopTest {
  private static final TypeHint<Tuple2<Long, Long>> PAIR = new TypeHint<>() {};

  private final ExecutionEnvironment env = ExecutionEnvironment.createLocalEnvironment(2);

  @Test
  void shouldRunSoManyRounds() throws Exception {
    IterativeDataSet<Long> loop = env.generateSequence(1, 10).iterate(7);

    List<Long> result = loop.closeWith(loop.map(n -> n + 1)).collect();

    assertEquals(55 + 70, result.stream().mapToLong(n -> n).sum());
  }

  @Test
  void shouldEndWhenTheCriterionIsEmpty() throws Exception {
    IterativeDataSet<Long> loop = env.fromElements(1L).iterate(1000);
    DataSet<Long> doubled = loop.map(n -> n * 2);

    List<Long> result = loop.closeWith(doubled, doubled.filter(n -> n < 500)).collect();

    assertEquals(List.of(512L), result);
  }

  /** Adds to an aggregator, and sees what it came to before. */
  public static final class Summing extends RichMapFunction<Long, Long> {
    private static final long serialVersionUID = 1L;
    private LongSumAggregator sum;

    @Override
    public void open(Configuration parameters) {
      sum = getIterationRuntimeContext().getIterationAggregator("sum");
      if (getIterationRuntimeContext().getSuperstepNumber() > 1) {
        LongValue before = getIterationRuntimeContext().getPreviousIterationAggregate("sum");
        assertEquals(
            10L * (getIterationRuntimeContext().getSuperstepNumber() - 1), before.getValue());
      }
    }

    @Override
    public Long map(Long value) {
      sum.aggregate(value + 1);
      return value + 1;
    }
  }

  /** At fifty. */
  public static final class AtFifty implements ConvergenceCriterion<LongValue> {
    private static final long serialVersionUID = 1L;

    @Override
    public boolean isConverged(int iteration, LongValue value) {
      return value.getValue() >= 50;
    }
  }

  @Test
  void shouldEndWhenAnAggregateConverges() throws Exception {
    List<Long> zeros = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      zeros.add(0L);
    }
    IterativeDataSet<Long> loop = env.fromCollection(zeros).iterate(1000);
    loop.registerAggregationConvergenceCriterion("sum", new LongSumAggregator(), new AtFifty());

    List<Long> result = loop.closeWith(loop.map(new Summing())).collect();

    assertEquals(50, result.stream().mapToLong(n -> n).sum());
  }

  @Test
  void shouldJoinWithDataFromOutside() throws Exception {
    // pairs (a, b) mean a path; each round makes paths one step longer
    List<Tuple2<Long, Long>> edges = List.of(edge(1, 2), edge(2, 3), edge(3, 4), edge(4, 5));
    DataSet<Tuple2<Long, Long>> paths = env.fromCollection(edges);
    IterativeDataSet<Tuple2<Long, Long>> loop = paths.iterate(10);
    DataSet<Tuple2<Long, Long>> longer =
        loop.join(paths)
            .where(1)
            .equalTo(0)
            .with((left, right) -> Tuple2.of(left.f0, right.f1))
            .returns(PAIR)
            .union(loop)
            .distinct();

    assertEquals(10, loop.closeWith(longer).count());
  }

  private static Tuple2<Long, Long> edge(long a, long b) {
    return Tuple2.of(a, b);
  }

  @Test
  void shouldFindConnectedComponents() throws Exception {
    Random random = new Random(11);
    List<Tuple2<Long, Long>> edges = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      long a = random.nextInt(500);
      long b = random.nextInt(500);
      edges.add(edge(a, b));
      edges.add(edge(b, a));
    }
    DataSet<Tuple2<Long, Long>> vertices =
        env.generateSequence(0, 499).map(n -> Tuple2.of(n, n)).returns(PAIR);

    DeltaIteration<Tuple2<Long, Long>, Tuple2<Long, Long>> loop =
        vertices.iterateDelta(vertices, 100, 0);
    DataSet<Tuple2<Long, Long>> changes =
        loop.getWorkset()
            .join(env.fromCollection(edges))
            .where(0)
            .equalTo(0)
            .with((vertex, e) -> Tuple2.of(e.f1, vertex.f1))
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
    List<Tuple2<Long, Long>> result = loop.closeWith(changes, changes).collect();

    Map<Long, Long> found = new TreeMap<>();
    result.forEach(r -> found.put(r.f0, r.f1));
    assertEquals(components(edges, 500), found);
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

  @Test
  void shouldCoGroupWithTheSolutionSet() throws Exception {
    DataSet<Tuple2<Long, Long>> start =
        env.generateSequence(0, 9).map(n -> Tuple2.of(n, 0L)).returns(PAIR);
    DeltaIteration<Tuple2<Long, Long>, Tuple1<Long>> loop =
        start.iterateDelta(
            env.generateSequence(0, 9).map(Tuple1::of).returns(new TypeHint<Tuple1<Long>>() {}),
            5,
            0);
    DataSet<Tuple2<Long, Long>> changes =
        loop.getWorkset()
            .coGroup(loop.getSolutionSet())
            .where(0)
            .equalTo(0)
            .with(
                (Iterable<Tuple1<Long>> work,
                    Iterable<Tuple2<Long, Long>> solution,
                    Collector<Tuple2<Long, Long>> out) -> {
                  for (Tuple2<Long, Long> record : solution) {
                    out.collect(Tuple2.of(record.f0, record.f1 + 1));
                  }
                })
            .returns(PAIR);
    List<Tuple2<Long, Long>> result = loop.closeWith(changes, loop.getWorkset()).collect();

    assertEquals(10, result.size());
    result.forEach(r -> assertEquals(5L, r.f1));
  }

  @Test
  void whenAGroupIsWalkedOverTwiceBesideTheSolutionSetThenThatFails() {
    DataSet<Tuple2<Long, Long>> start = env.fromElements(Tuple2.of(1L, 0L));
    DeltaIteration<Tuple2<Long, Long>, Tuple2<Long, Long>> loop = start.iterateDelta(start, 2, 0);
    DataSet<Tuple2<Long, Long>> changes =
        loop.getWorkset()
            .coGroup(loop.getSolutionSet())
            .where(0)
            .equalTo(0)
            .with(
                (Iterable<Tuple2<Long, Long>> work,
                    Iterable<Tuple2<Long, Long>> solution,
                    Collector<Tuple2<Long, Long>> out) -> {
                  work.forEach(out::collect);
                  work.forEach(out::collect);
                })
            .returns(PAIR);
    DataSet<Tuple2<Long, Long>> result = loop.closeWith(changes, loop.getWorkset());

    Exception failure = assertThrows(Exception.class, result::collect);
    assertTrue(failure.getMessage().contains("TraversableOnceException"), failure.getMessage());
  }

  @Test
  void whenLoopsAreNestedThenThatIsRefused() {
    IterativeDataSet<Long> outer = env.generateSequence(1, 3).iterate(2);
    IterativeDataSet<Long> inner = outer.map(n -> n).iterate(2);
    DataSet<Long> nested = outer.closeWith(inner.closeWith(inner.map(n -> n)));

    assertThrows(InvalidProgramException.class, nested::collect);
  }

  /** Counts supersteps in the first subtask, and fails once. */
  public static final class FailingOnce extends RichMapFunction<Long, Long> {
    private static final long serialVersionUID = 1L;
    private static final AtomicInteger SUPERSTEPS = new AtomicInteger();
    private static final AtomicInteger LAST_SUM = new AtomicInteger();

    @Override
    public void open(Configuration parameters) {
      if (getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0) {
        SUPERSTEPS.incrementAndGet();
      }
      if (getIterationRuntimeContext().getSuperstepNumber() == 8
          && getRuntimeContext().getTaskInfo().getAttemptNumber() == 0) {
        throw new IllegalStateException("fails in superstep 8 of the first attempt");
      }
      if (getIterationRuntimeContext().getSuperstepNumber() > 1) {
        LongValue before = getIterationRuntimeContext().getPreviousIterationAggregate("sum");
        LAST_SUM.set((int) before.getValue());
      }
    }

    @Override
    public Long map(Long value) {
      getIterationRuntimeContext().<LongSumAggregator>getIterationAggregator("sum").aggregate(1);
      return value + 1;
    }
  }

  @Test
  void whenATaskFailsThenTheLoopGoesOnFromItsCheckpoint(@TempDir Path directory) throws Exception {
    FailingOnce.SUPERSTEPS.set(0);
    Configuration configuration = new Configuration();
    configuration.set(ExecutionOptions.SUPERSTEPS_BETWEEN_CHECKPOINTS, 3);
    configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, directory.toUri().toString());
    ExecutionEnvironment failing = ExecutionEnvironment.createLocalEnvironment(configuration);
    failing.setParallelism(2);
    failing.setRestartStrategy(RestartStrategies.fixedDelayRestart(2, 0));
    IterativeDataSet<Long> loop = failing.generateSequence(1, 10).iterate(10);
    loop.registerAggregator("sum", new LongSumAggregator());

    List<Long> result = loop.closeWith(loop.map(new FailingOnce())).collect();

    assertEquals(55 + 100, result.stream().mapToLong(n -> n).sum());
    // up to the failure in the eighth, then from the seventh on; the first may fail before it
    // counts
    assertEquals(12, FailingOnce.SUPERSTEPS.get(), 1);
    assertEquals(10, FailingOnce.LAST_SUM.get());
    try (Stream<Path> files = Files.walk(directory)) {
      assertEquals(0, files.filter(Files::isRegularFile).count());
    }
  }

  @Test
  void whenATaskFailsThenTheSolutionSetComesFromTheCheckpoint(@TempDir Path directory)
      throws Exception {
    FailingOnce.SUPERSTEPS.set(0);
    Configuration configuration = new Configuration();
    configuration.set(ExecutionOptions.SUPERSTEPS_BETWEEN_CHECKPOINTS, 1);
    configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, directory.toUri().toString());
    ExecutionEnvironment failing = ExecutionEnvironment.createLocalEnvironment(configuration);
    failing.setParallelism(3);
    failing.setRestartStrategy(RestartStrategies.fixedDelayRestart(2, 0));
    DataSet<Tuple2<Long, Long>> start =
        failing.generateSequence(0, 99).map(n -> Tuple2.of(n, 0L)).returns(PAIR);
    DeltaIteration<Tuple2<Long, Long>, Long> loop =
        start.iterateDelta(failing.generateSequence(0, 99), 10, 0);
    loop.registerAggregator("sum", new LongSumAggregator());
    DataSet<Tuple2<Long, Long>> changes =
        loop.getWorkset()
            .map(new FailingOnce())
            .map(n -> Tuple2.of(n % 100, 1L))
            .returns(PAIR)
            .join(loop.getSolutionSet())
            .where(0)
            .equalTo(0)
            .with((one, old) -> Tuple2.of(old.f0, old.f1 + one.f1))
            .returns(PAIR);
    List<Tuple2<Long, Long>> result = loop.closeWith(changes, loop.getWorkset()).collect();

    assertEquals(100, result.size());
    result.forEach(r -> assertEquals(10L, r.f1));
    assertEquals(11, FailingOnce.SUPERSTEPS.get(), 1);
  }
}
