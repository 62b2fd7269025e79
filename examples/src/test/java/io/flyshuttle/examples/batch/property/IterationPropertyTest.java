// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.batch.property;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.core.tuple.Tuple3;
import io.flyshuttle.core.type.TypeHint;
import io.flyshuttle.dataset.DataSet;
import io.flyshuttle.dataset.DeltaIteration;
import io.flyshuttle.dataset.ExecutionEnvironment;
import io.flyshuttle.dataset.IterativeDataSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Loops on random data of all types, with memory for all or for nearly nothing. */
final class IterationPropertyTest {
  private static final int TRIES = 10;
  private static final TypeHint<Tuple3<Long, Long, String>> VERTEX = new TypeHint<>() {};
  private static final TypeHint<Tuple2<Long, Long>> PAIR = new TypeHint<>() {};
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
  void shouldIterateInBulk() {
    Trial.run(sessions, TRIES, IterationPropertyTest::bulk);
  }

  private static Item raised(Item item) {
    return new Item(item.key(), item.sub(), item.value() + 1, item.filler());
  }

  private static Item met(Item item, boolean found) {
    return new Item(item.key(), item.sub(), item.value() * (found ? 3 : 2), item.filler());
  }

  /** In each round: add one, sum up by key, and double or triple by what is in a constant set. */
  private static <T> void bulk(Trial<T> trial) throws Exception {
    ExecutionEnvironment env = trial.environment();
    List<Item> items = trial.items(300);
    List<Item> constant =
        trial.items(100).stream()
            .map(Item::key)
            .distinct()
            .map(key -> new Item(key, 0, 0L, "constant"))
            .toList();
    int rounds = 1 + trial.random.nextInt(4);
    Shape<T> shape = trial.shape;
    Item.Key key = trial.key;
    String keyField = shape.names()[0];
    IterativeDataSet<T> loop = trial.set(env, items).iterate(rounds);
    DataSet<T> sums =
        loop.map(record -> shape.of(raised(shape.item(record))))
            .returns(shape.type())
            .groupBy(shape.names(key))
            .reduce((a, b) -> shape.of(shape.item(a).plus(shape.item(b))));
    DataSet<T> next =
        sums.leftOuterJoin(trial.set(env, constant))
            .where(keyField)
            .equalTo(keyField)
            .with((T a, T b) -> shape.of(met(shape.item(a), b != null)))
            .returns(shape.type());

    Set<String> known = new HashSet<>();
    constant.forEach(item -> known.add(Item.Key.KEY.of(item)));
    List<Item> expected = items;
    for (int round = 0; round < rounds; round++) {
      Map<String, Item> groups = new TreeMap<>();
      expected.forEach(item -> groups.merge(key.of(item), raised(item), Item::plus));
      expected =
          groups.values().stream()
              .map(item -> met(item, known.contains(Item.Key.KEY.of(item))))
              .toList();
    }
    trial.note(rounds + " rounds");
    trial.expect(expected, loop.closeWith(next));
  }

  @Test
  void shouldIterateByChanges() {
    Trial.run(sessions, List.of(new Shape.Tuples()), TRIES, IterationPropertyTest::delta);
  }

  /** Connected components of vertices that carry some bytes. */
  private static <T> void delta(Trial<T> trial) throws Exception {
    ExecutionEnvironment env = trial.environment();
    int vertices = trial.spilling ? 8000 : 1 + trial.random.nextInt(400);
    List<Tuple3<Long, Long, String>> start = new ArrayList<>();
    for (long v = 0; v < vertices; v++) {
      start.add(Tuple3.of(v, v, "x".repeat(trial.random.nextInt(100)) + v));
    }
    List<Tuple2<Long, Long>> edges = new ArrayList<>();
    for (int i = trial.random.nextInt(2 * vertices); i >= 0; i--) {
      long a = trial.random.nextInt(vertices);
      long b = trial.random.nextInt(vertices);
      edges.add(Tuple2.of(a, b));
      edges.add(Tuple2.of(b, a));
    }
    DataSet<Tuple3<Long, Long, String>> initial = env.fromCollection(start, VERTEX.getTypeInfo());
    DeltaIteration<Tuple3<Long, Long, String>, Tuple2<Long, Long>> loop =
        initial.iterateDelta(initial.map(v -> Tuple2.of(v.f0, v.f1)).returns(PAIR), 10_000, 0);
    DataSet<Tuple3<Long, Long, String>> changes =
        loop.getWorkset()
            .join(env.fromCollection(edges, PAIR.getTypeInfo()))
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
                    Tuple3<Long, Long, String> old,
                    Collector<Tuple3<Long, Long, String>> out) -> {
                  if (candidate.f1 < old.f1) {
                    out.collect(Tuple3.of(old.f0, candidate.f1, old.f2));
                  }
                })
            .returns(VERTEX);
    DataSet<Tuple2<Long, Long>> workset = changes.map(v -> Tuple2.of(v.f0, v.f1)).returns(PAIR);
    Map<Long, Long> found = new HashMap<>();
    for (Tuple3<Long, Long, String> vertex : loop.closeWith(changes, workset).collect()) {
      found.put(vertex.f0, vertex.f1);
      assertEquals(start.get(vertex.f0.intValue()).f2, vertex.f2);
    }

    long[] component = new long[vertices];
    for (int v = 0; v < vertices; v++) {
      component[v] = v;
    }
    for (boolean changed = true; changed; ) {
      changed = false;
      for (Tuple2<Long, Long> edge : edges) {
        int from = edge.f0.intValue();
        int to = edge.f1.intValue();
        if (component[from] < component[to]) {
          component[to] = component[from];
          changed = true;
        }
      }
    }
    Map<Long, Long> expected = new HashMap<>();
    for (int v = 0; v < vertices; v++) {
      expected.put((long) v, component[v]);
    }
    assertEquals(expected, found);
  }

  @Test
  void shouldSpillWhenMemoryIsShort() {
    Trial.runSpilling(sessions, List.of(new Shape.Tuples()), IterationPropertyTest::delta);
  }
}
