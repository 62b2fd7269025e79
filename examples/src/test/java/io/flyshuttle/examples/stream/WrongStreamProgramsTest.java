// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.stream;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.connector.file.source.FileSource;
import io.flyshuttle.core.connector.file.source.TextLineInputFormat;
import io.flyshuttle.core.connector.source.lib.RateLimiterStrategy;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.file.Path;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.stream.window.assigner.EventTimeSessionWindows;
import io.flyshuttle.core.stream.window.assigner.SlidingEventTimeWindows;
import io.flyshuttle.core.stream.window.assigner.TumblingEventTimeWindows;
import io.flyshuttle.core.stream.window.assigner.WindowAssigner;
import io.flyshuttle.core.time.WatermarkStrategy;
import io.flyshuttle.datastream.StreamExecutionEnvironment;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a program is said with the place and the way out. */
final class WrongStreamProgramsTest {

  private static void shouldSay(ErrorCode code, Executable program, String... words) {
    FlyshuttleException failure = assertThrows(FlyshuttleException.class, program);
    String said = failure.getMessage();
    assertEquals(code, failure.code(), said);
    for (String word : words) {
      assertTrue(said.contains(word), word + " is missing in: " + said);
    }
  }

  @Test
  void whenRecordsHaveNoTimestampsThenTheWindowIsNamedAndTheAssigner() {
    List<WindowAssigner<Object, ?>> assigners =
        List.of(
            TumblingEventTimeWindows.of(Duration.ofSeconds(1)),
            SlidingEventTimeWindows.of(Duration.ofSeconds(2), Duration.ofSeconds(1)),
            EventTimeSessionWindows.withGap(Duration.ofSeconds(1)));
    for (WindowAssigner<Object, ?> assigner : assigners) {
      StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
      env.fromSequence(1, 10)
          .keyBy(number -> number % 2)
          .window(assigner)
          .reduce(Long::sum)
          .name("sums of seconds")
          .print();
      shouldSay(
          ErrorCode.INVALID_PROGRAM,
          env::execute,
          "sums of seconds",
          "timestamp",
          "assignTimestampsAndWatermarks");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"hashmap", "paged", "rocksdb"})
  void whenAKeyIsNotTheSameEverywhereThenItIsFound(String backend) {
    Configuration configuration = new Configuration();
    configuration.setString("state.backend", backend);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(2);
    env.fromSequence(1, 1000)
        .keyBy(number -> UUID.randomUUID().toString())
        .sum(0)
        .name("sum by a random key")
        .print();
    shouldSay(
        ErrorCode.INVALID_PROGRAM, env::execute, "sum by a random key", "key selector", "same");
  }

  @Test
  void whenAFileIsMissingThenItIsNamed() {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.fromSource(
            FileSource.forRecordStreamFormat(
                    new TextLineInputFormat(), new Path("file:///nowhere/at/all"))
                .build(),
            WatermarkStrategy.noWatermarks(),
            "lines")
        .print();
    shouldSay(ErrorCode.INPUT_NOT_FOUND, env::execute, "/nowhere/at/all", "lines");
  }

  @Test
  void whenASettingIsAbsurdThenItIsRefusedWhereItIsMadeWithItsValue() {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    assertAll(
        () -> shouldRefuse("0", () -> env.setParallelism(0)),
        () -> shouldRefuse("-2", () -> env.setMaxParallelism(-2)),
        () -> shouldRefuse("1048576", () -> env.setMaxParallelism(1 << 20)),
        () -> shouldRefuse("-5", () -> env.setBufferTimeout(-5)),
        () -> shouldRefuse("-1", () -> env.enableCheckpointing(-1)),
        () -> shouldRefuse("-1", () -> TumblingEventTimeWindows.of(Duration.ofMillis(-1))),
        () ->
            shouldRefuse(
                "PT-1S", () -> WatermarkStrategy.forBoundedOutOfOrderness(Duration.ofSeconds(-1))),
        () -> shouldRefuse("0", () -> WatermarkStrategy.noWatermarks().withIdleness(Duration.ZERO)),
        () -> shouldRefuse("0", () -> RateLimiterStrategy.perSecond(0)),
        () -> shouldRefuse("0", () -> RateLimiterStrategy.perCheckpoint(0)),
        () -> shouldRefuse("2", () -> env.fromSequence(2, 1)),
        () -> shouldRefuse("0", () -> env.getConfig().setWatermarkPatience(0)));
  }

  private static void shouldRefuse(String value, Executable setting) {
    RuntimeException refused = assertThrows(RuntimeException.class, setting);
    assertTrue(
        refused.getMessage() != null && refused.getMessage().matches("(?s).*" + value + "\\b.*"),
        () -> value + " is missing in: " + refused.getMessage());
  }
}
