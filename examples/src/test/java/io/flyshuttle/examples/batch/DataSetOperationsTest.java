// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.format.ReplicatingInputFormat;
import io.flyshuttle.core.format.collection.NumberSequenceIterator;
import io.flyshuttle.core.format.collection.ParallelIteratorInputFormat;
import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.function.GroupCombineFunction;
import io.flyshuttle.core.function.GroupReduceFunction;
import io.flyshuttle.core.function.JoinOperatorBase.JoinHint;
import io.flyshuttle.core.function.Order;
import io.flyshuttle.core.function.rich.RichMapFunction;
import io.flyshuttle.core.job.InvalidProgramException;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.core.tuple.Tuple3;
import io.flyshuttle.core.type.TypeHint;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.typeinfo.BasicTypeInfo;
import io.flyshuttle.dataset.DataSet;
import io.flyshuttle.dataset.DataSetUtils;
import io.flyshuttle.dataset.ExecutionEnvironment;
import io.flyshuttle.dataset.JoinOperatorSetsBase;
import io.flyshuttle.dataset.aggregation.Aggregations;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole programs in this JVM, compared with what plain Java makes of the same data. */
final class DataSetOperationsTest {
  private static final TypeInformation<Tuple2<Integer, String>> PAIR =
      TypeInformation.of(new TypeHint<Tuple2<Integer, String>>() {});

  private final ExecutionEnvironment env = ExecutionEnvironment.createLocalEnvironment(2);

  private static List<Tuple2<Integer, String>> pairs(int count, int keys, long seed) {
    Random random = new Random(seed);
    List<Tuple2<Integer, String>> list = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      list.add(Tuple2.of(random.nextInt(keys), "v" + random.nextInt(1000)));
    }
    return list;
  }

  private static <T> List<String> sorted(Iterable<T> records) {
    List<String> text = new ArrayList<>();
    records.forEach(record -> text.add(String.valueOf(record)));
    Collections.sort(text);
    return text;
  }

  @Test
  void shouldMapFilterAndFlatMap() throws Exception {
    List<Long> result =
        env.generateSequence(1, 1000)
            .map(n -> n * 2)
            .filter(n -> n % 3 == 0)
            .flatMap(
                (Long n, Collector<Long> out) -> {
                  out.collect(n);
                  out.collect(-n);
                })
            .returns(Long.class)
            .collect();

    List<Long> expected = new ArrayList<>();
    for (long n = 1; n <= 1000; n++) {
      if (n * 2 % 3 == 0) {
        expected.add(n * 2);
        expected.add(-n * 2);
      }
    }
    assertEquals(sorted(expected), sorted(result));
  }

  @Test
  void shouldCallMapPartitionOncePerSubtask() throws Exception {
    List<Integer> sizes =
        env.generateSequence(1, 10_000)
            .mapPartition(
                (Iterable<Long> values, Collector<Integer> out) -> {
                  int count = 0;
                  for (Long ignored : values) {
                    count++;
                  }
                  out.collect(count);
                })
            .returns(Integer.class)
            .collect();

    assertEquals(2, sizes.size());
    assertEquals(10_000, sizes.stream().mapToInt(Integer::intValue).sum());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void shouldReduceByKey(int parallelism) throws Exception {
    env.setParallelism(parallelism);
    List<Tuple2<Integer, String>> data = pairs(5000, 300, 1);

    List<Tuple2<Integer, String>> result =
        env.fromCollection(data, PAIR)
            .groupBy(0)
            .reduce((a, b) -> Tuple2.of(a.f0, a.f1.compareTo(b.f1) >= 0 ? a.f1 : b.f1))
            .collect();

    Map<Integer, String> expected = new TreeMap<>();
    data.forEach(p -> expected.merge(p.f0, p.f1, (a, b) -> a.compareTo(b) >= 0 ? a : b));
    List<Tuple2<Integer, String>> list = new ArrayList<>();
    expected.forEach((k, v) -> list.add(Tuple2.of(k, v)));
    assertEquals(sorted(list), sorted(result));
  }

  @Test
  void whenAReducerReturnsTheSameObjectAgainThenKeysStayApart() throws Exception {
    Tuple2<Integer, Integer> reused = new Tuple2<>();
    List<Tuple2<Integer, Integer>> data = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      data.add(Tuple2.of(i % 10, 1));
    }

    List<Tuple2<Integer, Integer>> result =
        env.fromCollection(data)
            .groupBy(0)
            .reduce(
                (a, b) -> {
                  reused.setFields(a.f0, a.f1 + b.f1);
                  return reused;
                })
            .collect();

    assertEquals(10, result.size());
    result.forEach(r -> assertEquals(100, r.f1));
  }

  @Test
  void shouldAggregateFields() throws Exception {
    List<Tuple3<String, Integer, Double>> data = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      data.add(Tuple3.of("k" + i % 3, i, i / 2.0));
    }

    List<Tuple3<String, Integer, Double>> grouped =
        env.fromCollection(data).groupBy(0).sum(1).and(Aggregations.MAX, 2).collect();
    List<Tuple3<String, Integer, Double>> whole = env.fromCollection(data).max(1).collect();

    assertEquals(3, grouped.size());
    assertEquals(
        99 * 100 / 2, grouped.stream().mapToInt(t -> t.f1).sum(), "the sum over all groups");
    assertEquals(1, whole.size());
    assertEquals(99, whole.get(0).f1);
  }

  @Test
  void shouldReduceSortedGroups() throws Exception {
    List<Tuple2<Integer, String>> data = pairs(3000, 50, 2);

    List<String> result =
        env.fromCollection(data, PAIR)
            .groupBy(0)
            .sortGroup(1, Order.DESCENDING)
            .reduceGroup(
                (Iterable<Tuple2<Integer, String>> values, Collector<String> out) -> {
                  StringBuilder all = new StringBuilder();
                  for (Tuple2<Integer, String> value : values) {
                    all.append(all.isEmpty() ? value.f0 + ":" : ",").append(value.f1);
                  }
                  out.collect(all.toString());
                })
            .returns(String.class)
            .collect();

    Map<Integer, List<String>> groups = new TreeMap<>();
    data.forEach(p -> groups.computeIfAbsent(p.f0, k -> new ArrayList<>()).add(p.f1));
    List<String> expected = new ArrayList<>();
    groups.forEach(
        (k, v) -> {
          v.sort(Collections.reverseOrder());
          expected.add(k + ":" + String.join(",", v));
        });
    assertEquals(sorted(expected), sorted(result));
  }

  /** Counts and combines. */
  public static final class Counting
      implements GroupReduceFunction<Tuple2<Integer, Long>, Tuple2<Integer, Long>>,
          GroupCombineFunction<Tuple2<Integer, Long>, Tuple2<Integer, Long>> {
    private static final long serialVersionUID = 1L;

    @Override
    public void reduce(
        Iterable<Tuple2<Integer, Long>> values, Collector<Tuple2<Integer, Long>> out) {
      int key = 0;
      long sum = 0;
      for (Tuple2<Integer, Long> value : values) {
        key = value.f0;
        sum += value.f1;
      }
      out.collect(Tuple2.of(key, sum));
    }

    @Override
    public void combine(
        Iterable<Tuple2<Integer, Long>> values, Collector<Tuple2<Integer, Long>> out) {
      reduce(values, out);
    }
  }

  @Test
  void whenAGroupIsWalkedTwiceThenThatIsSaid() {
    DataSet<Integer> counts =
        env.fromCollection(pairs(10, 3, 9), PAIR)
            .groupBy(0)
            .reduceGroup(
                (Iterable<Tuple2<Integer, String>> group, Collector<Integer> out) -> {
                  group.forEach(first -> {});
                  group.forEach(second -> out.collect(second.f0));
                })
            .returns(Integer.class);

    Exception e = assertThrows(Exception.class, counts::collect);

    assertTrue(e.getMessage().contains("can be walked once"), e.getMessage());
  }

  @Test
  void whenAPartitionIsWalkedTwiceThenThatIsSaid() {
    DataSet<Long> counts =
        env.generateSequence(1, 10)
            .mapPartition(
                (Iterable<Long> all, Collector<Long> out) -> {
                  all.forEach(first -> {});
                  all.forEach(out::collect);
                })
            .returns(Long.class);

    Exception e = assertThrows(Exception.class, counts::collect);

    assertTrue(e.getMessage().contains("can be walked once"), e.getMessage());
  }

  @Test
  void shouldCombineBeforeAGroupReduce() throws Exception {
    List<Tuple2<Integer, Long>> result =
        env.generateSequence(0, 9999)
            .map(n -> Tuple2.of((int) (n % 7), 1L))
            .returns(new TypeHint<Tuple2<Integer, Long>>() {})
            .groupBy(0)
            .reduceGroup(new Counting())
            .collect();
    List<Tuple2<Integer, Long>> whole =
        env.generateSequence(0, 9999)
            .map(n -> Tuple2.of(0, 1L))
            .returns(new TypeHint<Tuple2<Integer, Long>>() {})
            .reduceGroup(new Counting())
            .collect();

    assertEquals(7, result.size());
    assertEquals(10_000, result.stream().mapToLong(t -> t.f1).sum());
    assertEquals(List.of(Tuple2.of(0, 10_000L)), whole);
  }

  @Test
  void shouldGroupBySelector() throws Exception {
    List<Long> counts =
        env.generateSequence(1, 1000).groupBy(n -> n % 10).reduce((a, b) -> a + b).collect();

    assertEquals(10, counts.size());
    assertEquals(500_500, counts.stream().mapToLong(Long::longValue).sum());
  }

  @ParameterizedTest
  @EnumSource(JoinHint.class)
  void shouldJoin(JoinHint hint) throws Exception {
    List<Tuple2<Integer, String>> left = pairs(2000, 400, 3);
    List<Tuple2<Integer, String>> right = pairs(500, 400, 4);

    List<Tuple2<Tuple2<Integer, String>, Tuple2<Integer, String>>> result =
        env.fromCollection(left, PAIR)
            .join(env.fromCollection(right, PAIR), hint)
            .where(0)
            .equalTo(0)
            .collect();

    List<String> expected = new ArrayList<>();
    for (Tuple2<Integer, String> a : left) {
      for (Tuple2<Integer, String> b : right) {
        if (a.f0.equals(b.f0)) {
          expected.add("(" + a + "," + b + ")");
        }
      }
    }
    assertEquals(sorted(expected), sorted(result));
  }

  @Test
  void shouldJoinADataSetWithItself() throws Exception {
    DataSet<Tuple2<Integer, String>> data = env.fromCollection(pairs(3000, 1000, 5), PAIR);
    DataSet<Tuple2<Integer, String>> mapped = data.map(t -> t).returns(PAIR);

    long count = mapped.join(mapped).where(0).equalTo(0).count();

    Map<Integer, Integer> keys = new HashMap<>();
    pairs(3000, 1000, 5).forEach(p -> keys.merge(p.f0, 1, Integer::sum));
    assertEquals(keys.values().stream().mapToLong(n -> (long) n * n).sum(), count);
  }

  @ParameterizedTest
  @ValueSource(strings = {"left", "right", "full"})
  void shouldKeepRecordsWithoutPartnerInOuterJoins(String kind) throws Exception {
    List<Tuple2<Integer, String>> left = pairs(300, 200, 6);
    List<Tuple2<Integer, String>> right = pairs(300, 200, 7);
    DataSet<Tuple2<Integer, String>> a = env.fromCollection(left, PAIR);
    DataSet<Tuple2<Integer, String>> b = env.fromCollection(right, PAIR);

    JoinOperatorSetsBase<Tuple2<Integer, String>, Tuple2<Integer, String>> join =
        kind.equals("left")
            ? a.leftOuterJoin(b)
            : kind.equals("right") ? a.rightOuterJoin(b) : a.fullOuterJoin(b);
    List<String> result =
        join.where(0).equalTo(0).with((x, y) -> x + "|" + y).returns(String.class).collect();

    List<String> expected = new ArrayList<>();
    for (Tuple2<Integer, String> x : left) {
      boolean found = false;
      for (Tuple2<Integer, String> y : right) {
        if (x.f0.equals(y.f0)) {
          found = true;
          expected.add(x + "|" + y);
        }
      }
      if (!found && !kind.equals("right")) {
        expected.add(x + "|null");
      }
    }
    for (Tuple2<Integer, String> y : right) {
      if (!kind.equals("left") && left.stream().noneMatch(x -> x.f0.equals(y.f0))) {
        expected.add("null|" + y);
      }
    }
    assertEquals(sorted(expected), sorted(result));
  }

  @Test
  void shouldProjectJoinedRecords() throws Exception {
    List<Tuple3<String, Integer, String>> result =
        env.fromElements(Tuple2.of(1, "a"), Tuple2.of(2, "b"))
            .join(env.fromElements(Tuple2.of(1, "x"), Tuple2.of(2, "y")))
            .where(0)
            .equalTo(0)
            .projectFirst(1)
            .<Tuple3<String, Integer, String>>projectSecond(0, 1)
            .collect();

    assertEquals(List.of("(a,1,x)", "(b,2,y)"), sorted(result));
  }

  @Test
  void shouldCoGroup() throws Exception {
    List<String> result =
        env.fromElements(Tuple2.of(1, "a"), Tuple2.of(2, "b"), Tuple2.of(1, "c"))
            .coGroup(env.fromElements(Tuple2.of(1, "x"), Tuple2.of(3, "y")))
            .where(0)
            .equalTo(0)
            .sortFirstGroup(1, Order.DESCENDING)
            .with(
                (Iterable<Tuple2<Integer, String>> first,
                    Iterable<Tuple2<Integer, String>> second,
                    Collector<String> out) -> {
                  StringBuilder text = new StringBuilder();
                  first.forEach(text::append);
                  text.append('|');
                  second.forEach(text::append);
                  out.collect(text.toString());
                })
            .returns(String.class)
            .collect();

    assertEquals(List.of("(1,c)(1,a)|(1,x)", "(2,b)|", "|(3,y)"), sorted(result));
  }

  @Test
  void shouldCross() throws Exception {
    DataSet<Long> numbers = env.generateSequence(1, 700);

    List<Long> products =
        numbers
            .cross(env.generateSequence(1, 30))
            .with((a, b) -> a * b)
            .returns(Long.class)
            .collect();

    assertEquals(700 * 30, products.size());
    assertEquals(700L * 701 / 2 * 30 * 31 / 2, products.stream().mapToLong(n -> n).sum());
  }

  @Test
  void shouldUniteAndDropRepetitions() throws Exception {
    DataSet<Long> united = env.generateSequence(1, 100).union(env.generateSequence(51, 150));

    assertEquals(200, united.count());
    assertEquals(150, united.distinct().count());
    assertEquals(4, united.distinct(n -> n % 4).count());
    assertEquals(5, united.first(5).count());
  }

  @Test
  void shouldSortPartitionsAndPartitionByRange() throws Exception {
    List<Tuple2<Integer, String>> data = pairs(4000, 5000, 8);

    List<List<Integer>> parts =
        env.fromCollection(data, PAIR)
            .partitionByRange(0)
            .sortPartition(0, Order.ASCENDING)
            .mapPartition(
                (Iterable<Tuple2<Integer, String>> values, Collector<List<Integer>> out) -> {
                  List<Integer> list = new ArrayList<>();
                  values.forEach(v -> list.add(v.f0));
                  out.collect(list);
                })
            .returns(new TypeHint<List<Integer>>() {})
            .collect();

    parts.removeIf(List::isEmpty);
    parts.sort((a, b) -> a.get(0) - b.get(0));
    List<Integer> all = new ArrayList<>();
    parts.forEach(all::addAll);
    List<Integer> expected = new ArrayList<>(data.stream().map(p -> p.f0).sorted().toList());
    assertEquals(expected, all);
    assertTrue(parts.stream().allMatch(p -> p.size() > 1000), "ranges of like size");
  }

  @Test
  void shouldPartitionAsTheUserSays() throws Exception {
    List<Tuple2<Integer, Long>> result =
        env.generateSequence(1, 1000)
            .partitionCustom((Long key, int partitions) -> (int) (key % partitions), n -> n)
            .map(new SubtaskOf())
            .collect();

    result.forEach(r -> assertEquals((int) (r.f1 % 2), r.f0));
  }

  /** Tells the subtask of a record. */
  public static final class SubtaskOf extends RichMapFunction<Long, Tuple2<Integer, Long>> {
    private static final long serialVersionUID = 1L;

    @Override
    public Tuple2<Integer, Long> map(Long value) {
      return Tuple2.of(getRuntimeContext().getTaskInfo().getIndexOfThisSubtask(), value);
    }
  }

  /** Adds a parameter and the sum of a broadcast set. */
  public static final class AddBroadcast extends RichMapFunction<Long, Long> {
    private static final long serialVersionUID = 1L;
    private long sum;

    @Override
    public void open(Configuration parameters) {
      sum = parameters.getInteger("more", 0);
      for (Long value : getRuntimeContext().<Long>getBroadcastVariable("set")) {
        sum += value;
      }
    }

    @Override
    public Long map(Long value) {
      return value + sum;
    }
  }

  @Test
  void shouldGiveFunctionsBroadcastSetsAndParameters() throws Exception {
    Configuration parameters = new Configuration();
    parameters.setInteger("more", 1000);
    DataSet<Long> numbers = env.generateSequence(1, 10);

    List<Long> result =
        numbers
            .map(new AddBroadcast())
            .withBroadcastSet(numbers, "set")
            .withParameters(parameters)
            .collect();

    assertEquals(
        new TreeSet<>(
            List.of(1056L, 1057L, 1058L, 1059L, 1060L, 1061L, 1062L, 1063L, 1064L, 1065L)),
        new TreeSet<>(result));
  }

  @Test
  void whenAFunctionDoesNotSerializeThenTheFieldIsNamed() {
    Object lock = new Object();

    FlyshuttleException refused =
        assertThrows(
            FlyshuttleException.class,
            () -> env.generateSequence(1, 2).map(n -> n + lock.hashCode()));

    assertEquals(ErrorCode.FUNCTION_NOT_SERIALIZABLE, refused.code());
  }

  @Test
  void whenATypeIsErasedThenTheErrorComesBeforeTheJob() {
    DataSet<?> unknown = env.generateSequence(1, 2).map(n -> Tuple2.of(n, n));

    FlyshuttleException refused = assertThrows(FlyshuttleException.class, unknown::getType);
    assertEquals(ErrorCode.TYPE_NOT_EXTRACTABLE, refused.code());
  }

  @Test
  void whenThereIsNoSinkThenExecuteSaysSo() {
    env.generateSequence(1, 2);

    assertThrows(InvalidProgramException.class, env::execute);
  }

  @Test
  void whenAKeyDoesNotExistThenTheErrorNamesTheFields() {
    DataSet<Tuple2<Integer, String>> data = env.fromElements(Tuple2.of(1, "a"));

    assertThrows(IndexOutOfBoundsException.class, () -> data.groupBy(2));
    assertThrows(InvalidProgramException.class, () -> data.groupBy("nothing"));
    assertThrows(InvalidProgramException.class, () -> data.join(data).where(0).equalTo(1));
  }

  @Test
  void whenAFunctionFailsThenTheJobFailsWithItsMessage() {
    DataSet<Long> failing =
        env.generateSequence(1, 2)
            .map(
                n -> {
                  if (n > 0) {
                    throw new IllegalStateException("no good");
                  }
                  return n;
                });

    Exception failed = assertThrows(Exception.class, failing::collect);
    assertTrue(failed.getMessage().contains("no good"), failed.getMessage());
  }

  @Test
  void shouldShowStrategiesInThePlan() throws Exception {
    DataSet<Tuple2<Integer, String>> data = env.fromCollection(pairs(10, 3, 9), PAIR);
    data.join(data).where(0).equalTo(0).printOnTaskManager("x");

    String plan = env.getExecutionPlan();

    assertTrue(plan.contains("hybrid hash"), plan);
    assertTrue(plan.contains("HASH"), plan);
  }

  @Test
  void shouldFindAllOfASequence() throws Exception {
    List<Long> all = env.generateSequence(-50, 50).collect();

    assertEquals(101, new HashSet<>(all).size());
  }

  @Test
  void shouldNumberRecords() throws Exception {
    DataSet<Long> data = env.generateSequence(1, 1000);

    List<Long> indexes =
        new ArrayList<>(
            DataSetUtils.zipWithIndex(data).collect().stream().map(t -> t.f0).sorted().toList());
    long unique =
        DataSetUtils.zipWithUniqueId(data).collect().stream().map(t -> t.f0).distinct().count();

    assertEquals(0L, indexes.get(0));
    assertEquals(999L, indexes.get(999));
    assertEquals(1000, new HashSet<>(indexes).size());
    assertEquals(1000, unique);
  }

  @Test
  void shouldDrawSamples() throws Exception {
    DataSet<Long> data = env.generateSequence(1, 10_000);

    long half = DataSetUtils.sample(data, false, 0.5, 1).count();
    long twice = DataSetUtils.sample(data, true, 2, 1).count();
    List<Long> some = DataSetUtils.sampleWithSize(data, false, 50, 1).collect();
    List<Long> places = DataSetUtils.sampleWithSize(data, true, 50, 1).collect();

    assertTrue(half > 4500 && half < 5500, "half: " + half);
    assertTrue(twice > 19_000 && twice < 21_000, "twice: " + twice);
    assertEquals(50, new HashSet<>(some).size());
    assertEquals(50, places.size());
  }

  @Test
  void shouldReadAReplicatedInputInEverySubtask() throws Exception {
    long count =
        env.createInput(
                new ReplicatingInputFormat<>(
                    new ParallelIteratorInputFormat<>(new NumberSequenceIterator(1, 100))),
                BasicTypeInfo.LONG_TYPE_INFO)
            .count();

    assertEquals(200, count);
  }
}
