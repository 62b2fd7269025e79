// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.flyshuttle.core.connector.source.lib.NumberSequenceSource;
import io.flyshuttle.core.function.CloseableIterator;
import io.flyshuttle.core.stream.window.assigner.TumblingEventTimeWindows;
import io.flyshuttle.core.time.WatermarkStrategy;
import io.flyshuttle.datastream.DataStream;
import io.flyshuttle.datastream.StreamExecutionEnvironment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whole programs over sources with enumerators. */
final class SourceProgramsTest {
  private StreamExecutionEnvironment env;

  @BeforeEach
  void makeEnvironment() {
    env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(2);
  }

  private static <T> List<T> all(DataStream<T> stream) throws Exception {
    List<T> results = new ArrayList<>();
    try (CloseableIterator<T> iterator = stream.executeAndCollect()) {
      iterator.forEachRemaining(results::add);
    }
    return results;
  }

  @Test
  void shouldReadNumbersInParallel() throws Exception {
    List<Long> read =
        all(
            env.fromSource(
                new NumberSequenceSource(1, 1000), WatermarkStrategy.noWatermarks(), "numbers"));
    assertEquals(LongStream.rangeClosed(1, 1000).boxed().toList(), read.stream().sorted().toList());
  }

  @Test
  void shouldMakeTimestampsInTheSource() throws Exception {
    List<Long> sums =
        all(
            env.fromSource(
                    new NumberSequenceSource(0, 99),
                    WatermarkStrategy.<Long>forMonotonousTimestamps()
                        .withTimestampAssigner((number, before) -> number),
                    "numbers")
                .windowAll(TumblingEventTimeWindows.of(Duration.ofMillis(50)))
                .reduce(Long::sum));
    assertEquals(List.of(1225L, 3725L), sums.stream().sorted().toList());
  }
}
