// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.aggregate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.function.ReduceFunction;
import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.tuple.Tuple5;
import io.flyshuttle.core.type.CompositeType;
import io.flyshuttle.core.type.TypeComparator;
import io.flyshuttle.core.type.TypeHint;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.operators.function.UserFunction;
import io.flyshuttle.operators.harness.BatchHarness;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** Aggregation in the bytes of a table, with memory from almost none to plenty. */
final class InPlaceAggregationTest {
  private static final TypeInformation<Tuple5<String, Long, Integer, Long, Double>> TYPE =
      TypeInformation.of(new TypeHint<>() {});
  private static final TypeSerializer<Tuple5<String, Long, Integer, Long, Double>> SERIALIZER =
      TYPE.createSerializer(new ExecutionConfig());

  private static TypeComparator<Tuple5<String, Long, Integer, Long, Double>> keys() {
    return ((CompositeType<Tuple5<String, Long, Integer, Long, Double>>) TYPE)
        .createComparator(new int[] {0, 1}, new boolean[] {true, true}, 0, new ExecutionConfig());
  }

  private static UserFunction<ReduceFunction<Tuple5<String, Long, Integer, Long, Double>>>
      aggregation() {
    return UserFunction.of(
        new AggregateFields<>(
            List.of(2, 3, 4),
            List.of(FieldAggregation.MAX, FieldAggregation.MIN, FieldAggregation.SUM)));
  }

  private static Map<String, List<Object>> byKey(List<Object> records) {
    Map<String, List<Object>> result = new HashMap<>();
    for (Object record : records) {
      Tuple5<?, ?, ?, ?, ?> tuple = (Tuple5<?, ?, ?, ?, ?>) record;
      List<Object> twice =
          result.put(tuple.f0 + "/" + tuple.f1, List.of(tuple.f2, tuple.f3, tuple.f4));
      assertEquals(null, twice);
    }
    return result;
  }

  @Property(tries = 40)
  void shouldAggregate(
      @ForAll @LongRange(min = 0, max = 100_000) long seed,
      @ForAll @IntRange(min = 3, max = 200) int segments,
      @ForAll @IntRange(min = 1, max = 800) int keys)
      throws Exception {
    Random random = new Random(seed);
    List<Tuple5<String, Long, Integer, Long, Double>> records = new ArrayList<>();
    Map<String, List<Object>> expected = new HashMap<>();
    for (int i = 0; i < 2000; i++) {
      int key = random.nextInt(keys);
      // some keys are longer than a segment
      String text = key % 100 == 99 ? "k".repeat(1500) + key : "key " + key;
      int high = random.nextInt();
      long low = random.nextLong();
      double value = random.nextInt(1000);
      records.add(Tuple5.of(text, (long) key % 7, high, low, value));
      expected.merge(
          text + "/" + key % 7,
          List.of(high, low, value),
          (a, b) ->
              List.of(
                  Math.max((Integer) a.get(0), (Integer) b.get(0)),
                  Math.min((Long) a.get(1), (Long) b.get(1)),
                  (Double) a.get(2) + (Double) b.get(2)));
    }
    BatchHarness reducer =
        new BatchHarness(
                HashReducer.reducer(aggregation(), keys()), List.of(SERIALIZER), SERIALIZER)
            .memory(segments, 1024);
    BatchHarness combiner =
        new BatchHarness(
                HashReducer.combiner(aggregation(), keys()), List.of(SERIALIZER), SERIALIZER)
            .memory(segments, 1024);

    assertEquals(expected, byKey(reducer.run(records)));
    if (segments < 6 && keys > 400) {
      assertTrue(reducer.filesMade() > 0);
    }
    assertEquals(expected, byKey(reducer.run(combiner.run(records))));
  }
}
