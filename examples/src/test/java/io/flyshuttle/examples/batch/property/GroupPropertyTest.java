// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.batch.property;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.function.GroupCombineFunction;
import io.flyshuttle.core.function.GroupReduceFunction;
import io.flyshuttle.core.function.KeySelector;
import io.flyshuttle.core.function.Order;
import io.flyshuttle.core.function.ReduceFunction;
import io.flyshuttle.core.tuple.Tuple5;
import io.flyshuttle.core.type.ResultTypeQueryable;
import io.flyshuttle.core.type.TypeHint;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.typeinfo.BasicTypeInfo;
import io.flyshuttle.dataset.DataSet;
import io.flyshuttle.dataset.ExecutionEnvironment;
import io.flyshuttle.dataset.SortedGrouping;
import io.flyshuttle.dataset.aggregation.Aggregations;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Everything that works on groups of one data set, against plain Java. */
final class GroupPropertyTest {
  private static final int TRIES = 12;
  private static final Comparator<String> NULLS_FIRST =
      Comparator.nullsFirst(Comparator.naturalOrder());
  private static BatchSessions sessions;

  @BeforeAll
  static void start() {
    sessions = new BatchSessions();
  }

  @AfterAll
  static void stop() {
    sessions.close();
  }

  private static Map<String, List<Item>> groups(List<Item> items, Item.Key key) {
    Map<String, List<Item>> groups = new TreeMap<>();
    items.forEach(i -> groups.computeIfAbsent(key.of(i), k -> new ArrayList<>()).add(i));
    return groups;
  }

  private static <T> ReduceFunction<T> plus(Shape<T> shape, boolean spoils) {
    return (a, b) -> {
      T sum = shape.of(shape.item(a).plus(shape.item(b)));
      if (spoils) {
        shape.spoil(a);
        shape.spoil(b);
      }
      return sum;
    };
  }

  @Test
  void shouldReduceGroups() {
    Trial.run(sessions, TRIES, GroupPropertyTest::reduce);
  }

  private static <T> void reduce(Trial<T> trial) throws Exception {
    List<Item> items = trial.items(1500);
    DataSet<T> input = trial.set(trial.environment(), items);
    List<Item> expected = new ArrayList<>();
    groups(items, trial.key)
        .values()
        .forEach(g -> expected.add(g.stream().reduce(Item::plus).get()));

    trial.expect(expected, trial.group(input).reduce(plus(trial.shape, trial.spoils())));
  }

  @Test
  void shouldReduceAll() {
    Trial.run(sessions, TRIES / 2, GroupPropertyTest::reduceAll);
  }

  private static <T> void reduceAll(Trial<T> trial) throws Exception {
    List<Item> items = trial.items(500);
    DataSet<T> input = trial.set(trial.environment(), items);

    trial.expect(
        items.stream().reduce(Item::plus).stream().toList(),
        input.reduce(plus(trial.shape, trial.spoils())));
  }

  /** Sums up; also a combiner. */
  static final class Sum<T> implements GroupReduceFunction<T, T>, GroupCombineFunction<T, T> {
    private static final long serialVersionUID = 1L;
    private final Shape<T> shape;

    Sum(Shape<T> shape) {
      this.shape = shape;
    }

    @Override
    public void reduce(Iterable<T> records, Collector<T> out) {
      Item sum = null;
      for (T record : records) {
        Item item = shape.item(record);
        sum = sum == null ? item : sum.plus(item);
      }
      out.collect(shape.of(sum));
    }

    @Override
    public void combine(Iterable<T> records, Collector<T> out) {
      reduce(records, out);
    }
  }

  @Test
  void shouldReduceGroupsWithACombiner() {
    Trial.run(sessions, TRIES, GroupPropertyTest::combine);
  }

  private static <T> void combine(Trial<T> trial) throws Exception {
    List<Item> items = trial.items(1000);
    DataSet<T> input = trial.set(trial.environment(), items);
    List<Item> expected = new ArrayList<>();
    groups(items, trial.key)
        .values()
        .forEach(g -> expected.add(g.stream().reduce(Item::plus).get()));
    Sum<T> sum = new Sum<>(trial.shape);

    if (trial.random.nextBoolean()) {
      trial.expect(expected, trial.group(input).reduceGroup(sum).returns(trial.shape.type()));
    } else {
      DataSet<T> combined = trial.group(input).combineGroup(sum).returns(trial.shape.type());
      trial.expect(expected, trial.group(combined).reduceGroup(sum).returns(trial.shape.type()));
    }
  }

  @Test
  void shouldReduceSortedGroups() {
    Trial.run(sessions, TRIES, GroupPropertyTest::sortedGroups);
  }

  private static <T> void sortedGroups(Trial<T> trial) throws Exception {
    List<Item> items = trial.items(800);
    boolean ascending = trial.random.nextBoolean();
    boolean partly = trial.random.nextInt(4) == 0;
    Order order = ascending ? Order.ASCENDING : Order.DESCENDING;
    Shape<T> shape = trial.shape;
    boolean spoils = trial.spoils();
    boolean withFiller = !trial.bySelector && shape.comparableFiller();
    SortedGrouping<T> sorted;
    if (trial.bySelector) {
      sorted =
          trial.group(trial.set(trial.environment(), items)).sortGroup(new OfValue<>(shape), order);
    } else {
      sorted =
          trial.group(trial.set(trial.environment(), items)).sortGroup(shape.names()[2], order);
      if (withFiller) {
        sorted = sorted.sortGroup(shape.names()[3], Order.ASCENDING);
      }
    }
    DataSet<String> result =
        sorted
            .reduceGroup(
                (Iterable<T> records, Collector<String> out) -> {
                  StringBuilder text = new StringBuilder();
                  int count = 0;
                  for (T record : records) {
                    Item item = shape.item(record);
                    text.append(item.value()).append(withFiller ? item.filler() : "").append(',');
                    if (spoils) {
                      shape.spoil(record);
                    }
                    if (partly && ++count == 3) {
                      break;
                    }
                  }
                  out.collect(Item.brief(text.toString()));
                })
            .returns(BasicTypeInfo.STRING_TYPE_INFO);

    List<String> expected = new ArrayList<>();
    Comparator<Item> byValue = Comparator.comparing(Item::value);
    Comparator<Item> full =
        (ascending ? byValue : byValue.reversed()).thenComparing(Item::filler, NULLS_FIRST);
    for (List<Item> group : groups(items, trial.key).values()) {
      StringBuilder text = new StringBuilder();
      group.stream()
          .sorted(full)
          .limit(partly ? 3 : Long.MAX_VALUE)
          .forEach(i -> text.append(i.value()).append(withFiller ? i.filler() : "").append(','));
      expected.add(Item.brief(text.toString()));
    }
    trial.expectTexts(expected, result);
  }

  /** The number of a record. */
  static final class OfValue<T> implements KeySelector<T, Long>, ResultTypeQueryable<Long> {
    private static final long serialVersionUID = 1L;
    private final Shape<T> shape;

    OfValue(Shape<T> shape) {
      this.shape = shape;
    }

    @Override
    public Long getKey(T record) {
      return shape.item(record).value();
    }

    @Override
    public TypeInformation<Long> getProducedType() {
      return BasicTypeInfo.LONG_TYPE_INFO;
    }
  }

  @Test
  void shouldReduceAllSorted() {
    Trial.run(sessions, TRIES / 2, GroupPropertyTest::groupOfAll);
  }

  private static <T> void groupOfAll(Trial<T> trial) throws Exception {
    List<Item> items = trial.items(500);
    Shape<T> shape = trial.shape;
    DataSet<String> result =
        trial
            .set(trial.environment(), items)
            .reduceGroup(
                (Iterable<T> records, Collector<String> out) -> {
                  int count = 0;
                  long sum = 0;
                  for (T record : records) {
                    count++;
                    sum += shape.item(record).text().hashCode();
                  }
                  out.collect(count + ":" + sum);
                })
            .returns(BasicTypeInfo.STRING_TYPE_INFO);
    long sum = items.stream().mapToLong(i -> i.text().hashCode()).sum();

    trial.expectTexts(items.isEmpty() ? List.of() : List.of(items.size() + ":" + sum), result);
  }

  @Test
  void shouldDropDuplicates() {
    Trial.run(sessions, TRIES, GroupPropertyTest::distinct);
  }

  private static <T> void distinct(Trial<T> trial) throws Exception {
    List<Item> items = trial.items(600);
    items.addAll(items.subList(0, items.size() / 2));
    DataSet<T> input = trial.set(trial.environment(), items);
    if (trial.shape.comparableFiller() && trial.random.nextBoolean()) {
      trial.expect(items.stream().distinct().toList(), input.distinct());
      return;
    }
    Shape<T> shape = trial.shape;
    Item.Key key = trial.key;
    DataSet<T> result =
        trial.bySelector ? input.distinct(shape.selector(key)) : input.distinct(shape.names(key));

    trial.expectTexts(
        groups(items, key).keySet().stream().map(Item::brief).toList(),
        result
            .map(record -> Item.brief(key.of(shape.item(record))))
            .returns(BasicTypeInfo.STRING_TYPE_INFO));
  }

  @Test
  void shouldTakeTheFirst() {
    Trial.run(sessions, TRIES, GroupPropertyTest::first);
  }

  private static <T> void first(Trial<T> trial) throws Exception {
    List<Item> items = trial.items(500);
    int n = 1 + trial.random.nextInt(5);
    Shape<T> shape = trial.shape;
    Item.Key key = trial.key;
    DataSet<T> input = trial.set(trial.environment(), items);
    List<String> expected = new ArrayList<>();
    switch (trial.random.nextInt(3)) {
      case 0 -> assertEquals(Math.min(n, items.size()), input.first(n).collect().size());
      case 1 -> {
        for (Map.Entry<String, List<Item>> group : groups(items, key).entrySet()) {
          for (int i = 0; i < Math.min(n, group.getValue().size()); i++) {
            expected.add(Item.brief(group.getKey()));
          }
        }
        trial.expectTexts(
            expected,
            trial
                .group(input)
                .first(n)
                .map(record -> Item.brief(key.of(shape.item(record))))
                .returns(BasicTypeInfo.STRING_TYPE_INFO));
      }
      default -> {
        for (Map.Entry<String, List<Item>> group : groups(items, key).entrySet()) {
          group.getValue().stream()
              .sorted(Comparator.comparing(Item::value).reversed())
              .limit(n)
              .forEach(i -> expected.add(Item.brief(group.getKey()) + i.value()));
        }
        SortedGrouping<T> sorted =
            trial.bySelector
                ? trial.group(input).sortGroup(new OfValue<>(shape), Order.DESCENDING)
                : trial.group(input).sortGroup(shape.names()[2], Order.DESCENDING);
        trial.expectTexts(
            expected,
            sorted
                .first(n)
                .map(record -> Item.brief(key.of(shape.item(record))) + shape.item(record).value())
                .returns(BasicTypeInfo.STRING_TYPE_INFO));
      }
    }
  }

  private static final TypeHint<Tuple5<String, Integer, Long, Double, Short>> NUMBERS =
      new TypeHint<>() {};

  @Test
  void shouldAggregateFields() {
    Trial.run(sessions, List.of(new Shape.Tuples()), TRIES, GroupPropertyTest::aggregate);
  }

  private static <T> void aggregate(Trial<T> trial) throws Exception {
    List<Item> items = trial.items(1500);
    ExecutionEnvironment env = trial.environment();
    List<Tuple5<String, Integer, Long, Double, Short>> records = new ArrayList<>();
    for (Item item : items) {
      records.add(
          Tuple5.of(
              item.key(), item.sub(), item.value(), item.value() / 4.0, item.value().shortValue()));
    }
    DataSet<Tuple5<String, Integer, Long, Double, Short>> input =
        env.fromCollection(records, NUMBERS.getTypeInfo());
    int[] positions = trial.key == Item.Key.BOTH ? new int[] {1, 0} : trial.key.positions();
    DataSet<Tuple5<String, Integer, Long, Double, Short>> result =
        input
            .groupBy(positions)
            .aggregate(Aggregations.SUM, 2)
            .and(Aggregations.MAX, 3)
            .and(Aggregations.MIN, 4);

    Map<String, List<Item>> groups = groups(items, trial.key);
    Map<String, String> expected = new LinkedHashMap<>();
    groups.forEach(
        (key, group) ->
            expected.put(
                key,
                group.stream().mapToLong(Item::value).sum()
                    + ","
                    + group.stream().mapToDouble(i -> i.value() / 4.0).max().getAsDouble()
                    + ","
                    + group.stream().mapToLong(Item::value).min().getAsLong()));
    List<Tuple5<String, Integer, Long, Double, Short>> found = result.collect();
    assertEquals(expected.size(), found.size());
    for (Tuple5<String, Integer, Long, Double, Short> record : found) {
      String key = trial.key.of(new Item(record.f0, record.f1, 0L, ""));
      assertEquals(expected.get(key), record.f2 + "," + record.f3 + "," + record.f4, key);
    }
  }

  @Test
  void shouldSelectByFields() {
    Trial.run(sessions, List.of(new Shape.Tuples()), TRIES, GroupPropertyTest::select);
  }

  private static <T> void select(Trial<T> trial) throws Exception {
    List<Item> items = trial.items(800);
    DataSet<T> input = trial.set(trial.environment(), items);
    boolean least = trial.random.nextBoolean();
    boolean grouped = trial.random.nextInt(4) > 0 || trial.spilling;
    Comparator<Item> order = Comparator.comparing(Item::value).thenComparing(Item::filler);
    DataSet<T> result =
        grouped
            ? least
                ? input.groupBy(trial.key.positions()).minBy(2, 3)
                : input.groupBy(trial.key.positions()).maxBy(2, 3)
            : least ? input.minBy(2, 3) : input.maxBy(2, 3);
    List<T> found = result.collect();
    Map<String, List<Item>> groups =
        grouped ? groups(items, trial.key) : items.isEmpty() ? Map.of() : Map.of("all", items);
    assertEquals(groups.size(), found.size());
    for (T record : found) {
      Item item = trial.shape.item(record);
      List<Item> group = groups.get(grouped ? trial.key.of(item) : "all");
      assertTrue(group.contains(item), () -> "made up: " + item.text());
      Item best = group.stream().min(least ? order : order.reversed()).get();
      assertEquals(best.value() + best.filler(), item.value() + item.filler());
    }
  }

  @Test
  void shouldSpillWhenMemoryIsShort() {
    List<Shape<?>> all = Shape.all();
    Trial.runSpilling(sessions, all, GroupPropertyTest::reduce);
    Trial.runSpilling(sessions, all, GroupPropertyTest::combine);
    Trial.runSpilling(sessions, all, GroupPropertyTest::sortedGroups);
    Trial.runSpilling(sessions, all, GroupPropertyTest::distinct);
    Trial.runSpilling(sessions, List.of(new Shape.Tuples()), GroupPropertyTest::aggregate);
    Trial.runSpilling(sessions, List.of(new Shape.Tuples()), GroupPropertyTest::select);
  }
}
