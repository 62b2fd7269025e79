// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.batch.property;

import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.function.JoinOperatorBase.JoinHint;
import io.flyshuttle.core.function.Order;
import io.flyshuttle.dataset.DataSet;
import io.flyshuttle.dataset.ExecutionEnvironment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Programs of random operators, in which results are used several times and meet again, against
 * plain Java: what one operator leaves behind must be what the next one's plan relies on, and no
 * plan may wait for itself.
 */
final class RandomProgramPropertyTest {
  private static final int TRIES = 40;

  /** No data set of a program grows beyond it. */
  private static final int MOST_RECORDS = 3000;

  private static BatchSessions sessions;

  @BeforeAll
  static void start() {
    sessions = new BatchSessions();
  }

  @AfterAll
  static void stop() {
    sessions.close();
  }

  @Test
  void shouldRunRandomPrograms() {
    Trial.run(sessions, TRIES, RandomProgramPropertyTest::program);
  }

  /** A data set with what must be in it. */
  private record Known<T>(DataSet<T> set, List<Item> items) {}

  private static <T> void program(Trial<T> trial) throws Exception {
    ExecutionEnvironment env = trial.environment();
    List<Known<T>> known = new ArrayList<>();
    for (int i = 1 + trial.random.nextInt(2); i > 0; i--) {
      List<Item> items = trial.items(300);
      known.add(new Known<>(trial.set(env, items), items));
    }
    StringBuilder steps = new StringBuilder("steps");
    for (int i = 2 + trial.random.nextInt(6); i > 0; i--) {
      Known<T> next = new Step<>(trial, known).make(steps);
      if (next.items.size() <= MOST_RECORDS) {
        known.add(next);
      } else {
        steps.append("(dropped)");
      }
      trial.note(steps.toString());
    }
    Known<T> last = known.get(known.size() - 1);
    Known<T> other = known.get(trial.random.nextInt(known.size()));
    List<Item> expected = new ArrayList<>(last.items);
    expected.addAll(other.items);
    trial.expect(expected, last.set.union(other.set));
  }

  /** Makes a random operator on random inputs. */
  private static final class Step<T> {
    private final Trial<T> trial;
    private final Shape<T> shape;
    private final Item.Key key;
    private final Known<T> one;
    private final Known<T> two;
    private final int first;
    private final int second;

    private Step(Trial<T> trial, List<Known<T>> known) {
      this.trial = trial;
      this.shape = trial.shape;
      // one key more often than others, so that its partitioning is used again
      this.key = trial.random.nextInt(3) > 0 ? trial.key : any(Item.Key.values());
      this.first = trial.random.nextInt(3) > 0 ? known.size() - 1 : any(known.size());
      this.second = any(known.size());
      this.one = known.get(first);
      this.two = known.get(second);
    }

    private int any(int bound) {
      return trial.random.nextInt(bound);
    }

    private <X> X any(X[] values) {
      return values[any(values.length)];
    }

    private Known<T> make(StringBuilder steps) {
      int which = any(15);
      steps.append(' ').append(which).append('(').append(first).append(',').append(second);
      steps.append(' ').append(key).append(')');
      return switch (which) {
        case 0 -> map();
        case 1 -> filter();
        case 2 -> reduce();
        case 3 -> reduceSorted();
        case 4 -> join();
        case 5 -> outerJoin();
        case 6 -> coGroup();
        case 7 -> new Known<>(one.set.union(two.set), both());
        case 8 -> new Known<>(spread(), one.items);
        case 9 -> sorted();
        case 10 -> cross();
        case 11 -> distinct();
        case 12 -> count();
        case 13 -> marked();
        default -> withParallelism();
      };
    }

    private List<Item> both() {
      List<Item> items = new ArrayList<>(one.items);
      items.addAll(two.items);
      return items;
    }

    private static Item raised(Item item) {
      return new Item(item.key(), item.sub(), item.value() + 1, item.filler());
    }

    private Known<T> map() {
      Shape<T> made = shape;
      DataSet<T> set =
          one.set.map(record -> made.of(raised(made.item(record)))).returns(made.type());
      return new Known<>(set, one.items.stream().map(Step::raised).toList());
    }

    /** As map, and says which fields stay. */
    private Known<T> marked() {
      Shape<T> made = shape;
      DataSet<T> set =
          one.set
              .map(record -> made.of(raised(made.item(record))))
              .returns(made.type())
              .withForwardedFields(made.names()[0], made.names()[1], made.names()[3]);
      return new Known<>(set, one.items.stream().map(Step::raised).toList());
    }

    private Known<T> withParallelism() {
      Shape<T> made = shape;
      DataSet<T> set =
          one.set
              .map(record -> record)
              .returns(made.type())
              .setParallelism(1 + any(BatchSessions.MAX_PARALLELISM));
      return new Known<>(set, one.items);
    }

    private Known<T> filter() {
      Shape<T> made = shape;
      return new Known<>(
          one.set.filter(record -> made.item(record).value() % 4 != 0),
          one.items.stream().filter(item -> item.value() % 4 != 0).toList());
    }

    private Map<String, List<Item>> groups(List<Item> items) {
      return items.stream()
          .collect(Collectors.groupingBy(key::of, TreeMap::new, Collectors.toList()));
    }

    private List<Item> sums() {
      return groups(one.items).values().stream()
          .map(group -> group.stream().reduce(Item::plus).get())
          .toList();
    }

    private Known<T> reduce() {
      Shape<T> made = shape;
      DataSet<T> set =
          trial.bySelector
              ? one.set
                  .groupBy(made.selector(key))
                  .reduce((a, b) -> made.of(made.item(a).plus(made.item(b))))
              : one.set
                  .groupBy(made.names(key))
                  .reduce((a, b) -> made.of(made.item(a).plus(made.item(b))));
      return new Known<>(set, sums());
    }

    /** The record of each group with the smallest number, and how many there are. */
    private Known<T> reduceSorted() {
      Shape<T> made = shape;
      Item.Key by = key;
      DataSet<T> set =
          one.set
              .groupBy(made.names(key))
              .sortGroup(made.names()[2], Order.DESCENDING)
              .reduceGroup(
                  (Iterable<T> records, Collector<T> out) -> {
                    Item item = null;
                    int count = 0;
                    for (T record : records) {
                      item = item == null ? made.item(record) : item;
                      count++;
                    }
                    out.collect(made.of(keyOf(by, item, item.value(), count)));
                  })
              .returns(made.type());
      List<Item> expected = new ArrayList<>();
      groups(one.items)
          .forEach(
              (text, group) ->
                  expected.add(
                      keyOf(
                          by,
                          group.get(0),
                          group.stream().mapToLong(Item::value).max().getAsLong(),
                          group.size())));
      return new Known<>(set, expected);
    }

    /** The fields of the key, and constants for the others. */
    private static Item keyOf(Item.Key key, Item item, long value, int count) {
      return new Item(
          key == Item.Key.SUB ? "s" : item.key(),
          key == Item.Key.KEY ? Integer.valueOf(0) : item.sub(),
          value,
          Integer.toString(count));
    }

    private static Item pair(Item a, Item b) {
      return a == null
          ? new Item(b.key(), b.sub(), -b.value(), "right")
          : new Item(a.key(), a.sub(), b == null ? -1L : a.value() + b.value(), "left");
    }

    private List<Item> pairs(boolean keepFirst, boolean keepSecond) {
      List<Item> expected = new ArrayList<>();
      Map<String, List<Item>> partners = groups(two.items);
      Set<String> met = new HashSet<>();
      for (Item a : one.items) {
        List<Item> found = partners.getOrDefault(key.of(a), List.of());
        met.add(key.of(a));
        if (expected.size() <= MOST_RECORDS) {
          found.forEach(b -> expected.add(pair(a, b)));
        }
        if (found.isEmpty() && keepFirst) {
          expected.add(pair(a, null));
        }
      }
      if (keepSecond) {
        two.items.stream()
            .filter(b -> !met.contains(key.of(b)))
            .forEach(b -> expected.add(pair(null, b)));
      }
      return expected;
    }

    private Known<T> join() {
      Shape<T> made = shape;
      DataSet<T> set =
          one.set
              .join(two.set, any(JoinHint.values()))
              .where(made.names(key))
              .equalTo(made.names(key))
              .with((a, b) -> made.of(pair(made.item(a), made.item(b))))
              .returns(made.type());
      return new Known<>(set, pairs(false, false));
    }

    private Known<T> outerJoin() {
      Shape<T> made = shape;
      boolean full = trial.random.nextBoolean();
      DataSet<T> set =
          (full ? one.set.fullOuterJoin(two.set) : one.set.leftOuterJoin(two.set))
              .where(made.names(key))
              .equalTo(made.names(key))
              .with(
                  (T a, T b) ->
                      made.of(
                          pair(a == null ? null : made.item(a), b == null ? null : made.item(b))))
              .returns(made.type());
      return new Known<>(set, pairs(true, full));
    }

    private Known<T> coGroup() {
      Shape<T> made = shape;
      DataSet<T> set =
          one.set
              .coGroup(two.set)
              .where(made.names(key))
              .equalTo(made.names(key))
              .with(
                  (Iterable<T> a, Iterable<T> b, Collector<T> out) -> {
                    Item sum = null;
                    for (T record : a) {
                      sum = sum == null ? made.item(record) : sum.plus(made.item(record));
                    }
                    for (T record : b) {
                      sum = sum == null ? made.item(record) : sum.plus(made.item(record));
                    }
                    out.collect(made.of(sum));
                  })
              .returns(made.type());
      return new Known<>(
          set,
          groups(both()).values().stream()
              .map(group -> group.stream().reduce(Item::plus).get())
              .toList());
    }

    private DataSet<T> spread() {
      return switch (any(4)) {
        case 0 -> one.set.rebalance();
        case 1 -> one.set.partitionByRange(shape.names(key));
        case 2 -> one.set.partitionByHash(shape.selector(key));
        default -> one.set.partitionByHash(shape.names(key));
      };
    }

    private Known<T> sorted() {
      return new Known<>(one.set.sortPartition(shape.names()[2], Order.ASCENDING), one.items);
    }

    /** With the one record that a reduce of all makes. */
    private Known<T> cross() {
      Shape<T> made = shape;
      DataSet<T> small = two.set.reduce((a, b) -> made.of(made.item(a).plus(made.item(b))));
      DataSet<T> set =
          one.set
              .cross(small)
              .with((a, b) -> made.of(pair(made.item(a), made.item(b))))
              .returns(made.type());
      List<Item> expected = new ArrayList<>();
      two.items.stream()
          .reduce(Item::plus)
          .ifPresent(sum -> one.items.forEach(a -> expected.add(pair(a, sum))));
      return new Known<>(set, expected);
    }

    private Known<T> distinct() {
      // of equal records, so that it does not matter which is kept
      return shape.comparableFiller()
          ? new Known<>(one.set.union(two.set).distinct(), both().stream().distinct().toList())
          : filter();
    }

    private Known<T> count() {
      Shape<T> made = shape;
      DataSet<T> set =
          one.set
              .reduceGroup(
                  (Iterable<T> records, Collector<T> out) -> {
                    long count = 0;
                    for (T ignored : records) {
                      count++;
                    }
                    out.collect(made.of(new Item("all", 0, count, "")));
                  })
              .returns(made.type());
      return new Known<>(
          set,
          one.items.isEmpty()
              ? List.of()
              : List.of(new Item("all", 0, (long) one.items.size(), "")));
    }
  }
}
