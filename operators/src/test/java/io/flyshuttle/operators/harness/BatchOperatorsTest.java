// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.function.GroupReduceFunction;
import io.flyshuttle.core.function.JoinFunction;
import io.flyshuttle.core.function.ReduceFunction;
import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.operator.OperatorFactory;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.core.type.TypeComparator;
import io.flyshuttle.core.type.TypeHint;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.core.typeinfo.TupleTypeInfo;
import io.flyshuttle.operators.aggregate.HashReducer;
import io.flyshuttle.operators.function.UserFunction;
import io.flyshuttle.operators.harness.BatchHarness.Feeding;
import io.flyshuttle.operators.join.CoGrouper;
import io.flyshuttle.operators.join.Crosser;
import io.flyshuttle.operators.join.HashJoiner;
import io.flyshuttle.operators.join.MergeJoiner;
import io.flyshuttle.operators.join.OuterSides;
import io.flyshuttle.operators.join.PairFunction;
import io.flyshuttle.operators.map.PartitionMapper;
import io.flyshuttle.operators.sort.GroupReducer;
import io.flyshuttle.operators.sort.PartitionSorter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * Batch operators against what plain Java makes of the same random data: few and many keys, empty
 * inputs, huge records, memory from almost nothing to plenty. Nothing may be left over.
 */
final class BatchOperatorsTest {
  private static final TupleTypeInfo<Tuple2<String, Integer>> TYPE =
      (TupleTypeInfo<Tuple2<String, Integer>>)
          TypeInformation.of(new TypeHint<Tuple2<String, Integer>>() {});
  private static final TypeSerializer<Tuple2<String, Integer>> SERIALIZER =
      TYPE.createSerializer(new ExecutionConfig());
  private static final TypeSerializer<String> TEXT =
      TypeInformation.of(String.class).createSerializer(new ExecutionConfig());

  private static TypeComparator<Tuple2<String, Integer>> by(int... fields) {
    boolean[] ascending = new boolean[fields.length];
    for (int i = 0; i < fields.length; i++) {
      ascending[i] = true;
    }
    return TYPE.createComparator(fields, ascending, 0, new ExecutionConfig());
  }

  /** Random records; now and then one is huge, and one key has a great share. */
  private static List<Tuple2<String, Integer>> records(int count, int keys, long seed) {
    Random random = new Random(seed);
    List<Tuple2<String, Integer>> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String key = "key-" + (random.nextInt(4) == 0 ? 0 : random.nextInt(keys));
      if (random.nextInt(100) == 0) {
        key = key.repeat(1 + random.nextInt(2000));
      }
      records.add(Tuple2.of(key, random.nextInt(1000)));
    }
    return records;
  }

  private static List<String> sorted(List<?> records) {
    List<String> text = new ArrayList<>();
    records.forEach(record -> text.add(String.valueOf(record)));
    Collections.sort(text);
    return text;
  }

  private static BatchHarness harness(
      OperatorFactory factory, int inputs, TypeSerializer<?> output, int segments) {
    return new BatchHarness(factory, Collections.nCopies(inputs, SERIALIZER), output)
        .memory(segments, 1024);
  }

  @Property(tries = 25)
  void shouldSort(
      @ForAll @IntRange(max = 600) int count,
      @ForAll @IntRange(min = 1, max = 300) int keys,
      @ForAll @IntRange(min = 3, max = 200) int segments,
      @ForAll long seed)
      throws Exception {
    List<Tuple2<String, Integer>> records = records(count, keys, seed);

    List<Object> result =
        harness(PartitionSorter.factory(by(0, 1)), 1, SERIALIZER, segments).run(records);

    List<Tuple2<String, Integer>> expected = new ArrayList<>(records);
    TypeComparator<Tuple2<String, Integer>> order = by(0, 1);
    expected.sort(order::compare);
    assertEquals(expected, result);
  }

  @Property(tries = 25)
  void shouldReduceByKey(
      @ForAll @IntRange(max = 1500) int count,
      @ForAll @IntRange(min = 1, max = 1000) int keys,
      @ForAll @IntRange(min = 3, max = 100) int segments,
      @ForAll long seed)
      throws Exception {
    List<Tuple2<String, Integer>> records = records(count, keys, seed);
    UserFunction<ReduceFunction<Tuple2<String, Integer>>> sum =
        UserFunction.of((a, b) -> Tuple2.of(a.f0, a.f1 + b.f1));

    List<Object> result =
        harness(HashReducer.reducer(sum, by(0)), 1, SERIALIZER, segments).run(records);
    List<Object> combined =
        harness(HashReducer.combiner(sum, by(0)), 1, SERIALIZER, segments).run(records);
    List<Object> both =
        harness(HashReducer.reducer(sum, by(0)), 1, SERIALIZER, segments).run(combined);

    Map<String, Integer> expected = new TreeMap<>();
    records.forEach(r -> expected.merge(r.f0, r.f1, Integer::sum));
    List<Tuple2<String, Integer>> list = new ArrayList<>();
    expected.forEach((k, v) -> list.add(Tuple2.of(k, v)));
    assertEquals(sorted(list), sorted(result));
    assertEquals(sorted(list), sorted(both));
  }

  @Property(tries = 25)
  void shouldReduceGroups(
      @ForAll @IntRange(max = 500) int count,
      @ForAll @IntRange(min = 1, max = 300) int keys,
      @ForAll @IntRange(min = 3, max = 100) int segments,
      @ForAll long seed)
      throws Exception {
    List<Tuple2<String, Integer>> records = records(count, keys, seed);
    UserFunction<GroupReduceFunction<Tuple2<String, Integer>, String>> list =
        UserFunction.of(
            (Iterable<Tuple2<String, Integer>> values, Collector<String> out) -> {
              StringBuilder text = new StringBuilder();
              values.forEach(value -> text.append(value.f1).append(','));
              out.collect(text.toString());
            });

    List<Object> result =
        harness(GroupReducer.factory(list, by(0, 1), by(0)), 1, TEXT, segments).run(records);

    Map<String, List<Integer>> groups = new TreeMap<>();
    records.forEach(r -> groups.computeIfAbsent(r.f0, k -> new ArrayList<>()).add(r.f1));
    List<String> expected = new ArrayList<>();
    for (List<Integer> group : groups.values()) {
      Collections.sort(group);
      StringBuilder text = new StringBuilder();
      group.forEach(value -> text.append(value).append(','));
      expected.add(text.toString());
    }
    assertEquals(sorted(expected), sorted(result));
  }

  private static final PairFunction<Tuple2<String, Integer>, Tuple2<String, Integer>, String>
      TO_TEXT =
          PairFunction.single(
              (JoinFunction<Tuple2<String, Integer>, Tuple2<String, Integer>, String>)
                  (a, b) -> shortened(a) + "|" + shortened(b));

  private static String shortened(Tuple2<String, Integer> record) {
    return record == null
        ? "null"
        : record.f0.length() + ":" + record.f0.hashCode() + "/" + record.f1;
  }

  private static List<String> joined(
      List<Tuple2<String, Integer>> left,
      List<Tuple2<String, Integer>> right,
      boolean keepLeft,
      boolean keepRight) {
    List<String> expected = new ArrayList<>();
    for (Tuple2<String, Integer> a : left) {
      boolean found = false;
      for (Tuple2<String, Integer> b : right) {
        if (a.f0.equals(b.f0)) {
          found = true;
          expected.add(shortened(a) + "|" + shortened(b));
        }
      }
      if (!found && keepLeft) {
        expected.add(shortened(a) + "|null");
      }
    }
    for (Tuple2<String, Integer> b : right) {
      if (keepRight && left.stream().noneMatch(a -> a.f0.equals(b.f0))) {
        expected.add("null|" + shortened(b));
      }
    }
    return sorted(expected);
  }

  @Property(tries = 80)
  void shouldJoinByHash(
      @ForAll @IntRange(max = 300) int leftCount,
      @ForAll @IntRange(max = 300) int rightCount,
      @ForAll @IntRange(min = 1, max = 200) int keys,
      @ForAll @IntRange(min = 3, max = 200) int segments,
      @ForAll @IntRange(max = 1) int build,
      @ForAll OuterSides outer,
      @ForAll long seed)
      throws Exception {
    List<Tuple2<String, Integer>> left = records(leftCount, keys, seed);
    List<Tuple2<String, Integer>> right = records(rightCount, keys, seed + 1);

    List<Object> result =
        harness(
                HashJoiner.factory(TO_TEXT, new Configuration(), by(0), by(0), build, outer),
                2,
                TEXT,
                segments)
            .run(left, right);

    assertEquals(joined(left, right, outer.keepsFirst(), outer.keepsSecond()), sorted(result));
  }

  /** The planned side is kept unless the other is known to be much smaller. */
  @Property(tries = 60)
  void shouldKeepTheSideThatTurnsOutSmall(
      @ForAll @IntRange(max = 200) int leftCount,
      @ForAll @IntRange(max = 200) int rightCount,
      @ForAll @IntRange(min = 3, max = 100) int segments,
      @ForAll @IntRange(max = 1) int planned,
      @ForAll boolean known,
      @ForAll boolean chooses,
      @ForAll OuterSides outer,
      @ForAll long seed)
      throws Exception {
    List<Tuple2<String, Integer>> left = records(leftCount, 50, seed);
    List<Tuple2<String, Integer>> right = records(rightCount, 50, seed + 1);
    BatchHarness harness =
        harness(
            HashJoiner.factory(TO_TEXT, new Configuration(), by(0), by(0), planned, chooses, outer),
            2,
            TEXT,
            segments);
    if (known) {
      harness.knowing(leftCount * 20L, rightCount * 20L);
    }

    List<Object> result = harness.run(left, right);

    assertEquals(joined(left, right, outer.keepsFirst(), outer.keepsSecond()), sorted(result));
    int kept = planned == 0 ? leftCount : rightCount;
    int other = planned == 0 ? rightCount : leftCount;
    boolean changed = known && chooses && other * 20L < kept * 20L / 2;
    assertEquals(changed ? 1 - planned : planned, harness.firstInput());
  }

  @Property(tries = 25)
  void shouldJoinByMerging(
      @ForAll @IntRange(max = 250) int leftCount,
      @ForAll @IntRange(max = 250) int rightCount,
      @ForAll @IntRange(min = 1, max = 200) int keys,
      @ForAll @IntRange(min = 6, max = 200) int segments,
      @ForAll OuterSides outer,
      @ForAll Feeding feeding,
      @ForAll long seed)
      throws Exception {
    List<Tuple2<String, Integer>> left = records(leftCount, keys, seed);
    List<Tuple2<String, Integer>> right = records(rightCount, keys, seed + 1);

    List<Object> result =
        harness(
                MergeJoiner.factory(TO_TEXT, new Configuration(), by(0), by(0), outer),
                2,
                TEXT,
                segments)
            .feeding(feeding)
            .run(left, right);

    boolean keepLeft = outer == OuterSides.FIRST || outer == OuterSides.BOTH;
    boolean keepRight = outer == OuterSides.SECOND || outer == OuterSides.BOTH;
    assertEquals(joined(left, right, keepLeft, keepRight), sorted(result));
  }

  @Property(tries = 15)
  void shouldCoGroup(
      @ForAll @IntRange(max = 250) int leftCount,
      @ForAll @IntRange(max = 250) int rightCount,
      @ForAll @IntRange(min = 1, max = 200) int keys,
      @ForAll @IntRange(min = 6, max = 200) int segments,
      @ForAll long seed)
      throws Exception {
    List<Tuple2<String, Integer>> left = records(leftCount, keys, seed);
    List<Tuple2<String, Integer>> right = records(rightCount, keys, seed + 1);
    CoGrouper.SideOrder side = new CoGrouper.SideOrder(by(0), by(0));

    List<Object> result =
        harness(
                CoGrouper.<Tuple2<String, Integer>, Tuple2<String, Integer>, String>factory(
                    UserFunction.of(
                        (first, second, out) -> {
                          int a = 0;
                          int b = 0;
                          for (Tuple2<String, Integer> ignored : first) {
                            a++;
                          }
                          for (Tuple2<String, Integer> ignored : second) {
                            b++;
                          }
                          out.collect(a + "," + b);
                        }),
                    side,
                    side),
                2,
                TEXT,
                segments)
            .run(left, right);

    Map<String, int[]> counts = new TreeMap<>();
    left.forEach(r -> counts.computeIfAbsent(r.f0, k -> new int[2])[0]++);
    right.forEach(r -> counts.computeIfAbsent(r.f0, k -> new int[2])[1]++);
    List<String> expected = new ArrayList<>();
    counts.values().forEach(c -> expected.add(c[0] + "," + c[1]));
    assertEquals(sorted(expected), sorted(result));
  }

  @Property(tries = 15)
  void shouldCross(
      @ForAll @IntRange(max = 40) int leftCount,
      @ForAll @IntRange(max = 400) int rightCount,
      @ForAll @IntRange(min = 1, max = 20) int segments,
      @ForAll @IntRange(max = 1) int kept,
      @ForAll long seed)
      throws Exception {
    List<Tuple2<String, Integer>> left = records(leftCount, 50, seed);
    List<Tuple2<String, Integer>> right = records(rightCount, 50, seed + 1);

    List<Object> result =
        harness(Crosser.factory(TO_TEXT, new Configuration(), kept), 2, TEXT, segments)
            .run(left, right);

    List<String> expected = new ArrayList<>();
    left.forEach(a -> right.forEach(b -> expected.add(shortened(a) + "|" + shortened(b))));
    assertEquals(sorted(expected), sorted(result));
  }

  @Property(tries = 15)
  void shouldLeaveNothingOverWhenCanceled(
      @ForAll @IntRange(max = 399) int recordsBeforeCancel,
      @ForAll @IntRange(min = 6, max = 20) int segments,
      @ForAll long seed)
      throws Exception {
    List<Tuple2<String, Integer>> left = records(200, 50, seed);
    List<Tuple2<String, Integer>> right = records(200, 50, seed + 1);

    harness(PartitionSorter.factory(by(0)), 1, SERIALIZER, segments)
        .run(recordsBeforeCancel / 2, left);
    harness(
            HashJoiner.factory(TO_TEXT, new Configuration(), by(0), by(0), 0, OuterSides.NONE),
            2,
            TEXT,
            segments)
        .run(recordsBeforeCancel, left, right);
    harness(
            MergeJoiner.factory(TO_TEXT, new Configuration(), by(0), by(0), OuterSides.BOTH),
            2,
            TEXT,
            segments)
        .run(recordsBeforeCancel, left, right);
    harness(
            PartitionMapper.<Tuple2<String, Integer>, Tuple2<String, Integer>>factory(
                UserFunction.of((values, out) -> values.forEach(out::collect))),
            1,
            SERIALIZER,
            segments)
        .run(recordsBeforeCancel / 2, left);
  }

  @Property(tries = 10)
  void shouldMapPartitionsWhateverIsReadOfThem(
      @ForAll @IntRange(max = 5000) int count, @ForAll @IntRange(max = 5000) int read)
      throws Exception {
    List<Tuple2<String, Integer>> records = records(count, 10, 1);

    List<Object> result =
        harness(
                PartitionMapper.<Tuple2<String, Integer>, Tuple2<String, Integer>>factory(
                    UserFunction.of(
                        (values, out) -> {
                          Iterator<Tuple2<String, Integer>> iterator = values.iterator();
                          for (int i = 0; i < read && iterator.hasNext(); i++) {
                            out.collect(iterator.next());
                          }
                        })),
                1,
                SERIALIZER,
                0)
            .run(records);

    assertEquals(records.subList(0, Math.min(count, read)), result);
  }

  @Example
  void whenMemoryIsShortThenSortingSpillsAndMergesInPasses() throws Exception {
    List<Tuple2<String, Integer>> records = records(20_000, 1000, 1);
    BatchHarness tight = harness(PartitionSorter.factory(by(0, 1)), 1, SERIALIZER, 4);

    List<Object> result = tight.run(records);

    List<Tuple2<String, Integer>> expected = new ArrayList<>(records);
    TypeComparator<Tuple2<String, Integer>> order = by(0, 1);
    expected.sort(order::compare);
    assertEquals(expected, result);
    assertTrue(tight.filesMade() > 130, "runs of two levels: " + tight.filesMade());
  }

  @Example
  void whenMemoryIsShortThenReducingSpills() throws Exception {
    List<Tuple2<String, Integer>> records = records(5000, 4000, 2);
    BatchHarness tight =
        harness(
            HashReducer.reducer(
                UserFunction.of(
                    (ReduceFunction<Tuple2<String, Integer>>)
                        (a, b) -> Tuple2.of(a.f0, a.f1 + b.f1)),
                by(0)),
            1,
            SERIALIZER,
            8);

    List<Object> result = tight.run(records);

    Map<String, Integer> expected = new TreeMap<>();
    records.forEach(r -> expected.merge(r.f0, r.f1, Integer::sum));
    assertEquals(expected.size(), result.size());
    assertTrue(tight.filesMade() > 0, "files made");
  }

  @Example
  void whenMemoryHoldsAllThenNothingIsWrittenToDisk() throws Exception {
    List<Tuple2<String, Integer>> records = records(1000, 100, 3);
    BatchHarness plenty = harness(PartitionSorter.factory(by(0)), 1, SERIALIZER, 2000);

    plenty.run(records);

    assertEquals(0, plenty.filesMade());
  }

  @Example
  void whenOneKeyIsLargerThanMemoryThenTheHashJoinStillEnds() throws Exception {
    List<Tuple2<String, Integer>> left = new ArrayList<>();
    List<Tuple2<String, Integer>> right = new ArrayList<>();
    for (int i = 0; i < 1500; i++) {
      left.add(Tuple2.of(i % 10 == 0 ? "other" + i : "same", i));
    }
    for (int i = 0; i < 20; i++) {
      right.add(Tuple2.of(i % 2 == 0 ? "same" : "other" + i * 10, i));
    }
    BatchHarness tight =
        harness(
            HashJoiner.factory(TO_TEXT, new Configuration(), by(0), by(0), 0, OuterSides.NONE),
            2,
            TEXT,
            5);

    List<Object> result = tight.run(left, right);

    assertEquals(joined(left, right, false, false), sorted(result));
    assertTrue(tight.filesMade() > 8, "several levels of partitions: " + tight.filesMade());
  }

  @Example
  void whenOneKeyHasManyRecordsOnBothSidesThenTheMergeJoinSpillsThem() throws Exception {
    List<Tuple2<String, Integer>> left = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      left.add(Tuple2.of("same", i));
    }
    List<Tuple2<String, Integer>> right = left.subList(0, 3);
    BatchHarness plenty =
        harness(
            MergeJoiner.factory(TO_TEXT, new Configuration(), by(0), by(0), OuterSides.NONE),
            2,
            TEXT,
            4000);

    assertEquals(15_000, plenty.run(left, right).size());
    assertEquals(1, plenty.filesMade());
  }
}
