// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.batch.property;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.function.Order;
import io.flyshuttle.core.function.Partitioner;
import io.flyshuttle.core.function.rich.RichMapPartitionFunction;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.core.tuple.Tuple3;
import io.flyshuttle.core.tuple.Tuple4;
import io.flyshuttle.core.type.TypeHint;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.typeinfo.BasicTypeInfo;
import io.flyshuttle.core.typeinfo.TupleTypeInfo;
import io.flyshuttle.dataset.DataSet;
import io.flyshuttle.dataset.DataSetUtils;
import io.flyshuttle.dataset.ExecutionEnvironment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Where records go and in which order, against plain Java. */
final class PartitionPropertyTest {
  private static final int TRIES = 12;
  private static BatchSessions sessions;

  @BeforeAll
  static void start() {
    sessions = new BatchSessions();
  }

  @AfterAll
  static void stop() {
    sessions.close();
  }

  /** A record with the subtask that has got it, and at which place. */
  private record Placed(int subtask, int place, Item item) {}

  /** Writes down where records are. */
  static final class Place<T> extends RichMapPartitionFunction<T, Tuple3<Integer, Integer, T>> {
    private static final long serialVersionUID = 1L;
    private final Shape<T> shape;

    Place(Shape<T> shape) {
      this.shape = shape;
    }

    @Override
    public void mapPartition(Iterable<T> records, Collector<Tuple3<Integer, Integer, T>> out) {
      int place = 0;
      for (T record : records) {
        out.collect(
            Tuple3.of(
                getRuntimeContext().getIndexOfThisSubtask(),
                place++,
                shape.of(shape.item(record))));
      }
    }
  }

  /** Runs the program; checks that there are all records, each once. */
  private static <T> List<Placed> placed(Trial<T> trial, List<Item> items, DataSet<T> set)
      throws Exception {
    TypeInformation<Tuple3<Integer, Integer, T>> type =
        new TupleTypeInfo<>(
            BasicTypeInfo.INT_TYPE_INFO, BasicTypeInfo.INT_TYPE_INFO, trial.shape.type());
    List<Placed> found = new ArrayList<>();
    for (Tuple3<Integer, Integer, T> record :
        set.mapPartition(new Place<>(trial.shape)).returns(type).collect()) {
      found.add(new Placed(record.f0, record.f1, trial.shape.item(record.f2)));
    }
    List<String> wanted = new ArrayList<>(items.stream().map(Item::text).toList());
    List<String> texts = new ArrayList<>(found.stream().map(p -> p.item.text()).toList());
    Collections.sort(wanted);
    Collections.sort(texts);
    Trial.assertSame(wanted, texts);
    found.sort(Comparator.comparing(Placed::subtask).thenComparing(Placed::place));
    return found;
  }

  private static void assertKeysTogether(List<Placed> found, Item.Key key) {
    Map<String, Integer> subtasks = new TreeMap<>();
    for (Placed placed : found) {
      String text = key.of(placed.item);
      Integer before = subtasks.putIfAbsent(text, placed.subtask);
      assertTrue(before == null || before == placed.subtask, () -> Item.brief(text));
    }
  }

  @Test
  void shouldPartitionByHash() {
    Trial.run(sessions, TRIES, PartitionPropertyTest::hash);
  }

  private static <T> void hash(Trial<T> trial) throws Exception {
    List<Item> items = trial.items(500);
    DataSet<T> input = trial.set(trial.environment(), items);
    DataSet<T> spread =
        trial.bySelector
            ? input.partitionByHash(trial.shape.selector(trial.key))
            : input.partitionByHash(trial.shape.names(trial.key));

    assertKeysTogether(placed(trial, items, spread), trial.key);
  }

  @Test
  void shouldPartitionByRange() {
    Trial.run(sessions, TRIES, PartitionPropertyTest::range);
  }

  private static <T> void range(Trial<T> trial) throws Exception {
    List<Item> items = trial.items(500);
    DataSet<T> input = trial.set(trial.environment(), items);
    Item.Key key = trial.key;
    boolean descending = !trial.bySelector && trial.random.nextInt(3) == 0;
    Order[] orders = new Order[key.positions().length];
    Arrays.fill(orders, descending ? Order.DESCENDING : Order.ASCENDING);
    DataSet<T> spread =
        trial.bySelector
            ? input.partitionByRange(trial.shape.selector(key))
            : input.partitionByRange(trial.shape.names(key)).withOrders(orders);
    List<Placed> found = placed(trial, items, spread);

    assertKeysTogether(found, key);
    Comparator<Item> order = trial.bySelector ? Comparator.comparing(key::of) : Item.by(key);
    Comparator<Item> expected = descending ? order.reversed() : order;
    Item largest = null;
    for (int subtask = 0; subtask < trial.parallelism; subtask++) {
      int wanted = subtask;
      List<Item> part =
          found.stream()
              .filter(p -> p.subtask == wanted)
              .map(Placed::item)
              .sorted(expected)
              .toList();
      if (!part.isEmpty()) {
        assertTrue(largest == null || expected.compare(largest, part.get(0)) < 0, "ranges overlap");
        largest = part.get(part.size() - 1);
      }
    }
  }

  /** By the length of a number. */
  private static final Partitioner<Integer> MODULO =
      (key, partitions) -> (key == null ? 0 : key + 1) % partitions;

  @Test
  void shouldPartitionByAFunction() {
    Trial.run(sessions, TRIES, PartitionPropertyTest::custom);
  }

  private static <T> void custom(Trial<T> trial) throws Exception {
    List<Item> items = trial.items(400);
    DataSet<T> input = trial.set(trial.environment(), items);

    for (Placed placed :
        placed(trial, items, input.partitionCustom(MODULO, trial.shape.names()[1]))) {
      assertEquals(MODULO.partition(placed.item.sub(), trial.parallelism), placed.subtask);
    }
  }

  @Test
  void shouldRebalance() {
    Trial.run(sessions, TRIES / 2, PartitionPropertyTest::rebalance);
  }

  private static <T> void rebalance(Trial<T> trial) throws Exception {
    List<Item> items = trial.items(500);
    ExecutionEnvironment env = trial.environment();
    List<T> records = items.stream().map(trial.shape::of).toList();
    List<Placed> found =
        placed(trial, items, env.fromCollection(records, trial.shape.type()).rebalance());
    int[] counts = new int[trial.parallelism];
    found.forEach(p -> counts[p.subtask]++);

    int least = Arrays.stream(counts).min().getAsInt();
    int most = Arrays.stream(counts).max().getAsInt();
    assertTrue(most - least <= 1, () -> Arrays.toString(counts));
  }

  @Test
  void shouldSortPartitions() {
    Trial.run(sessions, TRIES, PartitionPropertyTest::sort);
  }

  private static <T> void sort(Trial<T> trial) throws Exception {
    List<Item> items = trial.items(800);
    boolean ranges = trial.random.nextBoolean();
    boolean descending = trial.random.nextBoolean();
    String[] names = trial.shape.names();
    DataSet<T> input = trial.set(trial.environment(), items);
    DataSet<T> spread = ranges ? input.partitionByRange(names[0]) : input.rebalance();
    DataSet<T> sorted =
        spread
            .sortPartition(names[0], Order.ASCENDING)
            .sortPartition(names[2], descending ? Order.DESCENDING : Order.ASCENDING);
    List<Placed> found = placed(trial, items, sorted);

    Comparator<Item> value = Comparator.comparing(Item::value);
    Comparator<Item> order =
        Item.by(Item.Key.KEY).thenComparing(descending ? value.reversed() : value);
    for (int i = 1; i < found.size(); i++) {
      Placed before = found.get(i - 1);
      Placed after = found.get(i);
      if (before.subtask == after.subtask || ranges) {
        assertTrue(order.compare(before.item, after.item) <= 0, "not sorted");
      }
    }
  }

  @Test
  void shouldNumberRecords() {
    Trial.run(sessions, List.of(new Shape.Tuples()), TRIES, PartitionPropertyTest::number);
  }

  private static <T> void number(Trial<T> trial) throws Exception {
    List<Item> items = trial.items(400);
    DataSet<T> input = trial.set(trial.environment(), items);
    boolean dense = trial.random.nextBoolean();
    List<Tuple2<Long, T>> numbered =
        (dense ? DataSetUtils.zipWithIndex(input) : DataSetUtils.zipWithUniqueId(input)).collect();

    Set<Long> numbers = new HashSet<>();
    List<String> found = new ArrayList<>();
    for (Tuple2<Long, T> record : numbered) {
      numbers.add(record.f0);
      found.add(trial.shape.item(record.f1).text());
    }
    assertEquals(items.size(), numbers.size());
    assertTrue(!dense || numbers.stream().allMatch(n -> n >= 0 && n < items.size()));
    List<String> wanted = new ArrayList<>(items.stream().map(Item::text).toList());
    Collections.sort(wanted);
    Collections.sort(found);
    Trial.assertSame(wanted, found);
  }

  private static final TypeHint<Tuple4<String, Integer, Long, String>> TUPLE = new TypeHint<>() {};

  @Test
  void shouldWorkOnSingleRecords() {
    Trial.run(sessions, TRIES, PartitionPropertyTest::singleRecords);
  }

  private static <T> void singleRecords(Trial<T> trial) throws Exception {
    List<Item> items = trial.items(500);
    List<Item> more = trial.items(500);
    ExecutionEnvironment env = trial.environment();
    Shape<T> shape = trial.shape;
    DataSet<T> doubled =
        trial
            .set(env, items)
            .filter(record -> shape.item(record).value() % 3 != 0)
            .flatMap(
                (T record, Collector<T> out) -> {
                  out.collect(record);
                  out.collect(record);
                })
            .returns(shape.type());
    DataSet<Tuple4<String, Integer, Long, String>> result =
        doubled
            .union(trial.set(env, more))
            .union(doubled)
            .mapPartition(
                (Iterable<T> records, Collector<Tuple4<String, Integer, Long, String>> out) -> {
                  for (T record : records) {
                    Item item = shape.item(record);
                    out.collect(Tuple4.of(Item.brief(item.text()), 1, item.value(), ""));
                  }
                })
            .returns(TUPLE);
    List<String> expected = new ArrayList<>();
    for (Item item : items) {
      if (item.value() % 3 != 0) {
        expected.addAll(Collections.nCopies(4, Item.brief(item.text())));
      }
    }
    more.forEach(item -> expected.add(Item.brief(item.text())));

    trial.expectTexts(expected, result.map(r -> r.f0));
  }

  @Test
  void shouldSpillWhenMemoryIsShort() {
    Trial.runSpilling(sessions, Shape.all(), PartitionPropertyTest::sort);
  }
}
