// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.flyshuttle.core.function.AggregateFunction;
import io.flyshuttle.core.function.CloseableIterator;
import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.function.Order;
import io.flyshuttle.core.function.rich.RichReduceFunction;
import io.flyshuttle.core.job.InvalidProgramException;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.core.typeinfo.Types;
import io.flyshuttle.datastream.DataStream;
import io.flyshuttle.datastream.StreamExecutionEnvironment;
import io.flyshuttle.local.LocalOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whole partitions as windows. */
final class PartitionWindowsTest {

  private static StreamExecutionEnvironment environment() {
    Configuration configuration = new Configuration();
    configuration.set(LocalOptions.WORKERS, 1);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(3);
    return env;
  }

  private static <T> List<T> all(DataStream<T> stream) throws Exception {
    List<T> results = new ArrayList<>();
    try (CloseableIterator<T> iterator = stream.executeAndCollect()) {
      iterator.forEachRemaining(results::add);
    }
    return results;
  }

  private static DataStream<Tuple2<String, Integer>> pairs(StreamExecutionEnvironment env) {
    return env.fromData(
        Tuple2.of("a", 3),
        Tuple2.of("b", 5),
        Tuple2.of("a", 1),
        Tuple2.of("b", 2),
        Tuple2.of("a", 7),
        Tuple2.of("c", 4));
  }

  @Test
  void shouldCountTheRecordsOfEachSubtask() throws Exception {
    List<Integer> counts =
        all(
            environment()
                .fromSequence(1, 300)
                .rebalance()
                .map(n -> n)
                .fullWindowPartition()
                .mapPartition(
                    (Iterable<Long> records, Collector<Integer> out) -> {
                      int count = 0;
                      for (Long record : records) {
                        count++;
                      }
                      out.collect(count);
                    })
                .returns(Types.INT));
    assertEquals(3, counts.size());
    assertEquals(300, counts.stream().mapToInt(n -> n).sum());
  }

  @Test
  void shouldReduceEachPartition() throws Exception {
    List<Long> sums =
        all(
            environment()
                .fromSequence(1, 300)
                .map(n -> n)
                .fullWindowPartition()
                .reduce(
                    new RichReduceFunction<Long>() {
                      @Override
                      public Long reduce(Long first, Long second) {
                        return first + second;
                      }
                    }));
    assertEquals(3, sums.size());
    assertEquals(45150, sums.stream().mapToLong(n -> n).sum());
  }

  @Test
  void shouldAggregateEachKey() throws Exception {
    List<String> texts =
        all(
            pairs(environment())
                .keyBy(pair -> pair.f0)
                .fullWindowPartition()
                .aggregate(
                    new AggregateFunction<Tuple2<String, Integer>, Integer, String>() {
                      @Override
                      public Integer createAccumulator() {
                        return 0;
                      }

                      @Override
                      public Integer add(Tuple2<String, Integer> value, Integer accumulator) {
                        return accumulator + value.f1;
                      }

                      @Override
                      public String getResult(Integer accumulator) {
                        return "sum " + accumulator;
                      }

                      @Override
                      public Integer merge(Integer a, Integer b) {
                        return a + b;
                      }
                    }));
    assertEquals(List.of("sum 11", "sum 4", "sum 7"), texts.stream().sorted().toList());
  }

  @Test
  void shouldSortEachKeyByPositionNameAndSelector() throws Exception {
    for (int way = 0; way < 3; way++) {
      var partitions = pairs(environment()).keyBy(pair -> pair.f0).fullWindowPartition();
      DataStream<Tuple2<String, Integer>> sorted =
          switch (way) {
            case 0 -> partitions.sortPartition(1, Order.DESCENDING);
            case 1 -> partitions.sortPartition("f1", Order.DESCENDING);
            default -> partitions.sortPartition(pair -> -pair.f1, Order.ASCENDING);
          };
      Map<String, List<Integer>> byKey = new HashMap<>();
      all(sorted).forEach(p -> byKey.computeIfAbsent(p.f0, k -> new ArrayList<>()).add(p.f1));
      assertEquals(Map.of("a", List.of(7, 3, 1), "b", List.of(5, 2), "c", List.of(4)), byKey);
    }
  }

  @Test
  void whenNoOrderIsSaidThenSortingIsRefused() {
    var partitions = pairs(environment()).keyBy(pair -> pair.f0).fullWindowPartition();
    assertThrows(InvalidProgramException.class, () -> partitions.sortPartition(1, Order.NONE));
  }
}
