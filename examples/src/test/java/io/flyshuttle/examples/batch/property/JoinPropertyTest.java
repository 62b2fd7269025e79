// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.batch.property;

import io.flyshuttle.core.function.CoGroupFunction;
import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.function.FlatJoinFunction;
import io.flyshuttle.core.function.JoinFunction;
import io.flyshuttle.core.function.JoinOperatorBase.JoinHint;
import io.flyshuttle.core.function.Order;
import io.flyshuttle.core.typeinfo.BasicTypeInfo;
import io.flyshuttle.dataset.CoGroupOperator.CoGroupOperatorSets;
import io.flyshuttle.dataset.DataSet;
import io.flyshuttle.dataset.ExecutionEnvironment;
import io.flyshuttle.dataset.JoinFunctionAssigner;
import io.flyshuttle.dataset.JoinOperatorSetsBase;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Everything that brings two data sets together, against plain Java. */
final class JoinPropertyTest {
  private static final int TRIES = 15;
  private static BatchSessions sessions;

  @BeforeAll
  static void start() {
    sessions = new BatchSessions();
  }

  @AfterAll
  static void stop() {
    sessions.close();
  }

  /** The sides of which all records are kept. */
  private enum Kind {
    INNER(false, false),
    LEFT(true, false),
    RIGHT(false, true),
    FULL(true, true);

    private final boolean first;
    private final boolean second;

    Kind(boolean first, boolean second) {
      this.first = first;
      this.second = second;
    }

    private boolean takes(JoinHint hint) {
      return !(first && hint == JoinHint.BROADCAST_HASH_FIRST)
          && !(second && hint == JoinHint.BROADCAST_HASH_SECOND);
    }
  }

  /** A pair as text. */
  private static String pair(Item first, Item second) {
    return (first == null ? "-" : first.text()) + " & " + (second == null ? "-" : second.text());
  }

  /** Makes a text of a pair; as a record of the pair's first or second side it may be null. */
  private record ToText<A, B>(Shape<A> first, Shape<B> second, boolean spoils)
      implements JoinFunction<A, B, String>, FlatJoinFunction<A, B, String> {
    @Override
    public String join(A one, B two) {
      String text =
          pair(one == null ? null : first.item(one), two == null ? null : second.item(two));
      if (spoils && one != null) {
        first.spoil(one);
      }
      if (spoils && two != null) {
        second.spoil(two);
      }
      return text;
    }

    @Override
    public void join(A one, B two, Collector<String> out) {
      out.collect(join(one, two));
    }
  }

  private static List<String> reference(
      List<Item> first, List<Item> second, Item.Key key, Kind kind) {
    Map<String, List<Item>> byKey = new TreeMap<>();
    second.forEach(i -> byKey.computeIfAbsent(key.of(i), k -> new ArrayList<>()).add(i));
    List<String> expected = new ArrayList<>();
    List<String> keys = new ArrayList<>();
    for (Item one : first) {
      keys.add(key.of(one));
      List<Item> partners = byKey.getOrDefault(key.of(one), List.of());
      partners.forEach(two -> expected.add(pair(one, two)));
      if (partners.isEmpty() && kind.first) {
        expected.add(pair(one, null));
      }
    }
    if (kind.second) {
      keys.forEach(byKey::remove);
      byKey.values().forEach(group -> group.forEach(two -> expected.add(pair(null, two))));
    }
    return expected;
  }

  @Test
  void shouldJoin() {
    Trial.run(sessions, TRIES, JoinPropertyTest::inner);
  }

  @Test
  void shouldJoinOuter() {
    Trial.run(sessions, 3 * TRIES, JoinPropertyTest::outer);
  }

  private static <T> void inner(Trial<T> trial) throws Exception {
    join(trial, trial.otherShape(), Kind.INNER);
  }

  private static <T> void outer(Trial<T> trial) throws Exception {
    join(trial, trial.otherShape(), Kind.values()[1 + trial.random.nextInt(3)]);
  }

  private static <A, B> void join(Trial<A> trial, Shape<B> other, Kind kind) throws Exception {
    ExecutionEnvironment env = trial.environment();
    int most = trial.pairsLimit(600);
    List<Item> first = trial.items(most);
    List<Item> second = trial.items(most, other);
    DataSet<A> one = trial.set(env, first);
    DataSet<B> two = trial.set(env, second, other);
    JoinHint hint;
    do {
      hint = JoinHint.values()[trial.random.nextInt(JoinHint.values().length)];
    } while (!kind.takes(hint));
    JoinOperatorSetsBase<A, B> sets =
        switch (kind) {
          case INNER -> null;
          case LEFT -> one.leftOuterJoin(two, hint);
          case RIGHT -> one.rightOuterJoin(two, hint);
          case FULL -> one.fullOuterJoin(two, hint);
        };
    Item.Key key = trial.key;
    JoinFunctionAssigner<A, B> joined;
    if (sets == null) {
      joined =
          trial.bySelector
              ? one.join(two, hint).where(trial.shape.selector(key)).equalTo(other.selector(key))
              : one.join(two, hint).where(trial.shape.names(key)).equalTo(other.names(key));
    } else {
      joined =
          trial.bySelector
              ? sets.where(trial.shape.selector(key)).equalTo(other.selector(key))
              : sets.where(trial.shape.names(key)).equalTo(other.names(key));
    }
    ToText<A, B> toText = new ToText<>(trial.shape, other, trial.spoils());
    DataSet<String> result =
        trial.random.nextBoolean()
            ? joined
                .with((JoinFunction<A, B, String>) toText)
                .returns(BasicTypeInfo.STRING_TYPE_INFO)
            : joined
                .with((FlatJoinFunction<A, B, String>) toText)
                .returns(BasicTypeInfo.STRING_TYPE_INFO);

    trial.note(kind + " " + hint);
    trial.expectTexts(reference(first, second, key, kind), result);
  }

  @Test
  void shouldCoGroup() {
    Trial.run(sessions, TRIES, JoinPropertyTest::coGroup);
  }

  private static <T> void coGroup(Trial<T> trial) throws Exception {
    coGroup(trial, trial.otherShape());
  }

  private static <A, B> void coGroup(Trial<A> trial, Shape<B> other) throws Exception {
    ExecutionEnvironment env = trial.environment();
    List<Item> first = trial.items(500);
    List<Item> second = trial.items(500, other);
    Item.Key key = trial.key;
    Shape<A> shape = trial.shape;
    CoGroupOperatorSets<A, B> sets = trial.set(env, first).coGroup(trial.set(env, second, other));
    boolean spoils = trial.spoils();
    CoGroupFunction<A, B, String> function =
        (one, two, out) -> {
          StringBuilder text = new StringBuilder();
          one.forEach(record -> text.append(taken(shape, record, spoils)).append(','));
          text.append('|');
          two.forEach(record -> text.append(taken(other, record, spoils)).append(','));
          out.collect(Item.brief(text.toString()));
        };
    var grouped =
        trial.bySelector
            ? sets.where(shape.selector(key)).equalTo(other.selector(key))
            : sets.where(shape.names(key)).equalTo(other.names(key));
    boolean descending = trial.random.nextBoolean();
    DataSet<String> result =
        grouped
            .sortFirstGroup(shape.names()[2], Order.ASCENDING)
            .sortSecondGroup(other.names()[2], descending ? Order.DESCENDING : Order.ASCENDING)
            .with(function)
            .returns(BasicTypeInfo.STRING_TYPE_INFO);

    Map<String, List<List<Item>>> groups = new TreeMap<>();
    first.forEach(i -> sides(groups, key.of(i)).get(0).add(i));
    second.forEach(i -> sides(groups, key.of(i)).get(1).add(i));
    Comparator<Item> up = Comparator.comparing(Item::value);
    List<String> expected = new ArrayList<>();
    for (List<List<Item>> sides : groups.values()) {
      sides.get(0).sort(up);
      sides.get(1).sort(descending ? up.reversed() : up);
      StringBuilder text = new StringBuilder();
      sides.get(0).forEach(item -> text.append(item.value()).append(','));
      text.append('|');
      sides.get(1).forEach(item -> text.append(item.value()).append(','));
      expected.add(Item.brief(text.toString()));
    }
    trial.expectTexts(expected, result);
  }

  private static <X> long taken(Shape<X> shape, X record, boolean spoils) {
    long value = shape.item(record).value();
    if (spoils) {
      shape.spoil(record);
    }
    return value;
  }

  private static List<List<Item>> sides(Map<String, List<List<Item>>> groups, String key) {
    return groups.computeIfAbsent(key, k -> List.of(new ArrayList<>(), new ArrayList<>()));
  }

  private static final int MOST_CROSSED = 700;

  @Test
  void shouldCross() {
    Trial.run(sessions, TRIES, JoinPropertyTest::cross);
  }

  private static <T> void cross(Trial<T> trial) throws Exception {
    cross(trial, trial.otherShape());
  }

  private static <A, B> void cross(Trial<A> trial, Shape<B> other) throws Exception {
    ExecutionEnvironment env = trial.environment();
    // there are as many results as pairs
    List<Item> first = trial.items(120).stream().limit(MOST_CROSSED).toList();
    List<Item> second = trial.items(60, other).stream().limit(MOST_CROSSED).toList();
    DataSet<A> one = trial.set(env, first);
    DataSet<B> two = trial.set(env, second, other);
    var crossed =
        switch (trial.random.nextInt(3)) {
          case 0 -> one.cross(two);
          case 1 -> one.crossWithTiny(two);
          default -> one.crossWithHuge(two);
        };
    ToText<A, B> toText = new ToText<>(trial.shape, other, trial.spoils());
    DataSet<String> result = crossed.with(toText::join).returns(BasicTypeInfo.STRING_TYPE_INFO);

    List<String> expected = new ArrayList<>();
    first.forEach(a -> second.forEach(b -> expected.add(pair(a, b))));
    trial.expectTexts(expected, result);
  }

  @Test
  void shouldSpillWhenMemoryIsShort() {
    List<Shape<?>> all = Shape.all();
    Trial.runSpilling(sessions, all, JoinPropertyTest::coGroup);
    Trial.runSpilling(sessions, all, JoinPropertyTest::cross);
    for (Kind kind : Kind.values()) {
      Trial.runSpilling(
          sessions,
          all,
          new Trial.Body() {
            @Override
            public <T> void run(Trial<T> trial) throws Exception {
              join(trial, trial.otherShape(), kind);
            }
          });
    }
  }
}
