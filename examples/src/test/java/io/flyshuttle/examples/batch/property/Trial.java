// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.batch.property;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.function.MapFunction;
import io.flyshuttle.core.job.ExecutionMode;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.option.ExecutionOptions;
import io.flyshuttle.core.option.MemorySize;
import io.flyshuttle.core.typeinfo.BasicTypeInfo;
import io.flyshuttle.dataset.DataSet;
import io.flyshuttle.dataset.ExecutionEnvironment;
import io.flyshuttle.dataset.UnsortedGrouping;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * One random try: data, type, parallelism, memory, object reuse, exchanges. All of it follows from
 * the seed, which a failure names.
 *
 * @param <T> type of the records
 */
final class Trial<T> {
  private static final Duration LONGEST = Duration.ofSeconds(90);

  /** Seed of the first try: each build tries the same; other seeds are for whoever searches. */
  private static final long FIRST_SEED = Long.getLong("flyshuttle.test.seed", 1);

  /** How many times more tries than usual. */
  private static final int MORE_TRIES = Integer.getInteger("flyshuttle.test.more", 1);

  final Random random;
  final Shape<T> shape;
  final int parallelism;
  final boolean tight;
  final Item.Key key;

  /** Whether keys are taken by a function instead of by fields. */
  final boolean bySelector;

  private final BatchSessions.One session;
  private final boolean objectReuse;
  private final boolean blocking;
  private final int keys;
  final boolean spilling;
  private final boolean skewed;
  private final boolean huge;
  private volatile String note = "";

  private Trial(long seed, Shape<T> shape, BatchSessions sessions, boolean spilling) {
    this.random = new Random(seed);
    random.nextInt();
    this.shape = shape;
    this.parallelism = 1 + random.nextInt(BatchSessions.MAX_PARALLELISM);
    this.spilling = spilling;
    this.tight = random.nextInt(3) > 0 || spilling;
    this.session = sessions.of(tight);
    this.objectReuse = random.nextBoolean();
    this.blocking = random.nextInt(3) == 0;
    Item.Key any = Item.Key.values()[random.nextInt(3)];
    this.key = spilling ? Item.Key.BOTH : any;
    this.bySelector = random.nextInt(3) == 0;
    int many = random.nextInt(5) == 0 ? 1 : 1 + random.nextInt(random.nextBoolean() ? 5 : 500);
    this.keys = spilling ? 5000 : many;
    this.skewed = random.nextBoolean() && !spilling;
    this.huge = random.nextInt(3) == 0;
  }

  /** What is tried. */
  interface Body {
    <T> void run(Trial<T> trial) throws Exception;
  }

  /** Makes tries with all types of records. */
  static void run(BatchSessions sessions, int tries, Body body) {
    run(sessions, Shape.all(), tries, body);
  }

  /** Makes tries. */
  static void run(BatchSessions sessions, List<Shape<?>> shapes, int tries, Body body) {
    for (int i = 0; i < tries * MORE_TRIES; i++) {
      long seed = FIRST_SEED + i;
      shape(shapes, seed, sessions, false).run(seed, body);
    }
  }

  /** Makes a try with much data and little memory, in which operators must spill. */
  static void runSpilling(BatchSessions sessions, List<Shape<?>> shapes, Body body) {
    long seed = FIRST_SEED;
    Trial<?> trial = shape(shapes, seed, sessions, true);
    trial.run(
        seed,
        new Body() {
          @Override
          public <X> void run(Trial<X> same) throws Exception {
            body.run(same);
            assertTrue(same.session.spilledBytes() > 0, "nothing was spilled");
          }
        });
  }

  private static Trial<?> shape(
      List<Shape<?>> shapes, long seed, BatchSessions sessions, boolean spilling) {
    return new Trial<>(
        seed, shapes.get((int) Math.floorMod(seed, shapes.size())), sessions, spilling);
  }

  private void run(long seed, Body body) {
    try {
      assertTimeoutPreemptively(LONGEST, () -> execute(body));
    } catch (Throwable e) {
      throw new AssertionError(
          "-Dflyshuttle.test.seed=" + seed + " (" + describe() + "): " + e.getMessage(), e);
    }
  }

  private void execute(Body body) throws Exception {
    session.run(
        () -> {
          body.run(this);
          return null;
        });
  }

  /** Whether functions may change what they are given, and do so. */
  boolean spoils() {
    return !objectReuse && random.nextBoolean();
  }

  /** The type of another input. */
  Shape<?> otherShape() {
    return Shape.all().get(random.nextInt(Shape.all().size()));
  }

  /** How many records a side may have so that a join does not make too many pairs. */
  int pairsLimit(int usual) {
    return keys < 4 || skewed ? Math.min(usual, 150) : usual;
  }

  /** Says more about the try. */
  void note(String text) {
    note = text;
  }

  String describe() {
    return String.format(
        "%s%s, parallelism %d, %s memory, objects %s, %s, key %s%s, %d keys%s%s",
        note.isEmpty() ? "" : note + " ",
        shape.getClass().getSimpleName(),
        parallelism,
        tight ? "tight" : "plenty of",
        objectReuse ? "reused" : "not reused",
        blocking ? "blocking" : "pipelined",
        key,
        bySelector ? " by selector" : "",
        keys,
        skewed ? ", skewed" : "",
        huge ? ", huge records" : "");
  }

  ExecutionEnvironment environment() {
    ExecutionEnvironment env = ExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(parallelism);
    env.configure(adaptive(), getClass().getClassLoader());
    if (objectReuse) {
      env.getConfig().enableObjectReuse();
    }
    if (blocking) {
      env.getConfig().setExecutionMode(ExecutionMode.BATCH);
    }
    return env;
  }

  /** From "as many subtasks as there are" to "one subtask reads everything". */
  private Configuration adaptive() {
    Configuration configuration = new Configuration();
    configuration.set(ExecutionOptions.ADAPTIVE_PARALLELISM, random.nextInt(4) > 0);
    configuration.set(
        ExecutionOptions.ADAPTIVE_BYTES_PER_SUBTASK,
        new MemorySize(random.nextBoolean() ? 1 + random.nextInt(100_000) : 16 << 20));
    // what may not go to everybody may be divided
    configuration.set(
        ExecutionOptions.ADAPTIVE_BROADCAST_THRESHOLD,
        new MemorySize(parallelism % 2 == 0 ? 0 : 4 << 20));
    return configuration;
  }

  /** Random data: now and then none, or very little. */
  List<Item> items(int atMost) {
    return items(atMost, shape);
  }

  /** Random data for another type. */
  List<Item> items(int atMost, Shape<?> type) {
    int count =
        spilling
            ? 3 * atMost + 200 * parallelism
            : switch (random.nextInt(6)) {
              case 0 -> 0;
              case 1 -> random.nextInt(4);
              default -> random.nextInt(atMost + 1);
            };
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      items.add(item(type));
    }
    return items;
  }

  private Item item(Shape<?> type) {
    int number = skewed && random.nextBoolean() ? 0 : random.nextInt(keys);
    String text = "k" + number + (number % 7 == 3 ? "-".repeat(40) : "");
    Integer sub = random.nextInt(keys == 1 ? 1 : 4);
    String filler = "f".repeat(random.nextInt(spilling ? 600 : 60)) + random.nextInt(100);
    if (huge && random.nextInt(40) == 0) {
      filler = filler + "x".repeat(random.nextInt(tight ? 150_000 : 400_000));
    }
    if (huge && random.nextInt(200) == 0) {
      text = text + "y".repeat(20_000);
    }
    if (type.nullableKeys() && random.nextInt(10) == 0) {
      text = null;
    }
    if (type.nullableKeys() && random.nextInt(10) == 0) {
      sub = null;
    }
    if (type.nullableFiller() && random.nextInt(5) == 0) {
      filler = null;
    }
    return new Item(text, sub, (long) random.nextInt(1000), filler);
  }

  /** The items as a data set with the parallelism of the try. */
  DataSet<T> set(ExecutionEnvironment env, List<Item> items) {
    return set(env, items, shape);
  }

  /** The items as a data set of another type. */
  <X> DataSet<X> set(ExecutionEnvironment env, List<Item> items, Shape<X> made) {
    List<X> records = items.stream().map(made::of).toList();
    DataSet<X> set = env.fromCollection(records, made.type());
    return switch (random.nextInt(3)) {
      case 0 -> set;
      case 1 -> set.rebalance();
      default -> set.map(record -> record).returns(made.type());
    };
  }

  UnsortedGrouping<T> group(DataSet<T> set) {
    if (bySelector) {
      return set.groupBy(shape.selector(key));
    }
    return random.nextBoolean() ? set.groupBy(shape.names(key)) : byPositions(set);
  }

  private UnsortedGrouping<T> byPositions(DataSet<T> set) {
    return shape instanceof Shape.Pojos
        ? set.groupBy(shape.names(key))
        : set.groupBy(key.positions());
  }

  /** Runs the program and compares all its records, whatever their order. */
  void expect(Collection<Item> expected, DataSet<T> result) throws Exception {
    Shape<T> made = shape;
    expectTexts(
        expected.stream().map(Item::text).toList(),
        result
            .map((MapFunction<T, String>) record -> made.item(record).text())
            .returns(BasicTypeInfo.STRING_TYPE_INFO));
  }

  /** Runs the program and compares all its records, whatever their order. */
  void expectTexts(Collection<String> expected, DataSet<String> result) throws Exception {
    List<String> found = new ArrayList<>(result.collect());
    List<String> wanted = new ArrayList<>(expected);
    Collections.sort(found);
    Collections.sort(wanted);
    assertSame(wanted, found);
  }

  /** Says the first difference only: the lists are long. */
  static void assertSame(List<String> wanted, List<String> found) {
    for (int i = 0; i < Math.min(wanted.size(), found.size()); i++) {
      if (!wanted.get(i).equals(found.get(i))) {
        assertEquals(
            "record " + i + " of " + wanted.size() + ": " + wanted.get(i),
            "record " + i + " of " + found.size() + ": " + found.get(i));
      }
    }
    assertEquals(
        wanted.size(),
        found.size(),
        () ->
            "one list goes on with "
                + (wanted.size() > found.size() ? wanted : found)
                    .stream()
                        .skip(Math.min(wanted.size(), found.size()))
                        .limit(3)
                        .collect(Collectors.toList()));
  }

  /** Makes a text of each record of a group, in the group's order. */
  static <T> String join(Iterable<T> records, Shape<T> shape) {
    StringBuilder text = new StringBuilder();
    for (T record : records) {
      text.append(shape.item(record).text()).append(';');
    }
    return Item.brief(text.toString());
  }

  /** A collector that adds to a list. */
  static <X> Collector<X> into(List<X> list) {
    return new Collector<>() {
      @Override
      public void collect(X record) {
        list.add(record);
      }

      @Override
      public void close() {}
    };
  }
}
