// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.client.JobClient;
import io.flyshuttle.core.client.JobExecutor;
import io.flyshuttle.core.client.JobExecutors;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.file.FileSystem.WriteMode;
import io.flyshuttle.core.format.collection.DiscardingOutputFormat;
import io.flyshuttle.core.format.csv.GenericCsvInputFormat;
import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.graph.JobGraph;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.core.typeinfo.Types;
import io.flyshuttle.dataset.DataSet;
import io.flyshuttle.dataset.DeltaIteration;
import io.flyshuttle.dataset.ExecutionEnvironment;
import io.flyshuttle.dataset.IterativeDataSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mistakes of programs and data: each is told in one line that names the thing. */
final class WrongInputTest {
  @TempDir private Path directory;

  private final ExecutionEnvironment env = ExecutionEnvironment.createLocalEnvironment(2);
  private final DataSet<Tuple2<Integer, String>> pairs =
      env.fromElements(Tuple2.of(1, "a"), Tuple2.of(2, "b"));

  /** A type without order. */
  public static final class Unordered {
    public final Object value = new Object();
  }

  private static void assertOneLine(Callable<?> program, String... named) {
    Exception refused = assertThrows(Exception.class, program::call);
    String message = refused.getMessage();
    assertFalse(message.contains("\n"), message);
    for (String name : named) {
      assertTrue(message.contains(name), message);
    }
  }

  private String file(String name, String text) throws Exception {
    return Files.writeString(directory.resolve(name), text).toString();
  }

  @Test
  void whenAKeyIsOutOfRangeThenItIsNamed() {
    assertOneLine(() -> pairs.groupBy(2), "2");
    assertOneLine(() -> pairs.distinct(-1), "-1");
  }

  @Test
  void whenAFieldIsUnknownThenItIsNamed() {
    assertOneLine(() -> pairs.groupBy("nothing"), "nothing");
  }

  @Test
  void whenAKeyCannotBeComparedThenItsTypeIsNamed() {
    assertOneLine(
        () ->
            pairs
                .map(pair -> new Unordered())
                .returns(Types.GENERIC(Unordered.class))
                .groupBy(record -> record)
                .reduceGroup((Iterable<Unordered> all, Collector<Integer> out) -> out.collect(1))
                .returns(Types.INT)
                .collect(),
        "Unordered");
  }

  @Test
  void whenKeysOfAJoinDifferInTypeThenBothAreNamed() {
    assertOneLine(() -> pairs.join(pairs).where(0).equalTo(1), "Integer", "String");
  }

  @Test
  void whenALineIsRaggedThenItsFileAndNumberAreNamed() throws Exception {
    String input = file("ragged.csv", "1,a\n2\n3,c\n");
    assertOneLine(
        () -> env.readCsvFile(input).types(Integer.class, String.class).collect(),
        "ragged.csv",
        "line 2");
  }

  @Test
  void whenTheDelimiterIsWrongThenTheLineIsShown() throws Exception {
    String input = file("semicolons.csv", "1;a\n2;b\n");
    assertOneLine(
        () -> env.readCsvFile(input).types(Integer.class, String.class).collect(),
        "semicolons.csv",
        "1;a");
  }

  @Test
  void shouldCountTheLinesThatWereLeftOut() throws Exception {
    String input = file("some.csv", "1,a\nx,b\n3\n4,d\n");
    List<Tuple2<Integer, String>> lines =
        env.readCsvFile(input).ignoreInvalidLines().types(Integer.class, String.class).collect();

    assertEquals(2, lines.size());
    Long leftOut =
        env.getLastJobExecutionResult().getAccumulatorResult(GenericCsvInputFormat.MALFORMED_LINES);
    assertEquals(2L, leftOut);
  }

  /** Runs where {@code ran} runs, and keeps what it is warned of. */
  private record Attentive(JobExecutor ran, List<String> warnings) implements JobExecutor {
    @Override
    public JobClient submit(JobGraph graph) {
      return ran.submit(graph);
    }

    @Override
    public int defaultParallelism() {
      return ran.defaultParallelism();
    }

    @Override
    public Configuration configuration() {
      return ran.configuration();
    }

    @Override
    public void warn(String text) {
      warnings.add(text);
    }
  }

  /** What a program's runner is told before its jobs are submitted. */
  private List<String> warnings(Callable<?> program) throws Exception {
    Attentive executor = new Attentive(JobExecutors.local(new Configuration()), new ArrayList<>());
    try (JobExecutors.Installation ignored = JobExecutors.installForThread(executor)) {
      program.call();
    }
    return executor.warnings();
  }

  @Test
  void whenADirectoryIsEmptyThenTheResultIsEmptyAndAWarningSaysSo() throws Exception {
    Path empty = Files.createDirectory(directory.resolve("empty"));
    Files.writeString(empty.resolve("_SUCCESS"), "");

    List<String> told =
        warnings(
            () -> {
              ExecutionEnvironment own = ExecutionEnvironment.getExecutionEnvironment();
              assertEquals(List.of(), own.readTextFile(empty.toString()).collect());
              return null;
            });

    assertEquals(1, told.size(), told.toString());
    assertTrue(told.get(0).contains(empty + "] has no files"), told.toString());
  }

  @Test
  void whenAnInputIsMissingThenItIsNamed() {
    String missing = directory.resolve("missing").toString();
    assertOneLine(() -> env.readTextFile(missing).collect(), missing, "does not exist");
  }

  @Test
  void whenTheOutputIsAnInputThenNothingIsTouched() throws Exception {
    String input = file("data.txt", "precious\n");
    env.readTextFile(input).writeAsText(input, WriteMode.OVERWRITE);

    FlyshuttleException refused = assertThrows(FlyshuttleException.class, env::execute);

    assertEquals(ErrorCode.INVALID_PROGRAM, refused.code());
    assertTrue(refused.getMessage().contains(input), refused.getMessage());
    assertEquals("precious\n", Files.readString(Path.of(input)));
  }

  @Test
  void whenAnInputLiesInTheOutputThenNothingIsTouched() throws Exception {
    String input = file("data.txt", "precious\n");
    env.readTextFile(input).writeAsText(directory.toString(), WriteMode.OVERWRITE);

    FlyshuttleException refused = assertThrows(FlyshuttleException.class, env::execute);

    assertEquals(ErrorCode.INVALID_PROGRAM, refused.code());
    assertEquals("precious\n", Files.readString(Path.of(input)));
  }

  @Test
  void whenTwoSinksWriteToOnePathThenBothAreRefused() {
    String output = directory.resolve("out").toString();
    env.generateSequence(1, 2).writeAsText(output);
    env.generateSequence(3, 4).writeAsText(output);

    FlyshuttleException refused = assertThrows(FlyshuttleException.class, env::execute);

    assertTrue(refused.getMessage().contains(output), refused.getMessage());
  }

  @Test
  void whenALoopHasNoRoundThenItIsRefused() {
    assertOneLine(() -> pairs.iterate(0), "0");
    assertOneLine(() -> pairs.iterateDelta(pairs, -1, 0), "-1");
  }

  @Test
  void whenALoopWouldNeverEndThenItsLimitEndsIt() throws Exception {
    IterativeDataSet<Long> numbers = env.fromElements(1L, 2L).iterate(5);
    DataSet<Long> next = numbers.map(n -> n + 10);
    List<Long> bulk = numbers.closeWith(next.map(n -> n), next).collect();
    assertEquals(List.of(51L, 52L), bulk.stream().sorted().toList());

    DeltaIteration<Tuple2<Integer, String>, Tuple2<Integer, String>> loop =
        pairs.iterateDelta(pairs, 3, 0);
    DataSet<Tuple2<Integer, String>> changed =
        loop.getWorkset()
            .map(pair -> Tuple2.of(pair.f0, pair.f1 + "!"))
            .returns(Types.TUPLE(Types.INT, Types.STRING));
    List<Tuple2<Integer, String>> delta = loop.closeWith(changed, changed).collect();
    assertEquals(List.of("a!!!", "b!!!"), delta.stream().map(pair -> pair.f1).sorted().toList());
  }

  @Test
  void whenAPartitionerIsOutOfRangeThenItIsNamed() {
    assertOneLine(
        () -> pairs.partitionCustom((Integer key, int partitions) -> 7, 0).collect(),
        "7",
        "0 to 1");
  }

  @Test
  void whenACrossMakesVeryManyPairsThenThePlanWarns() throws Exception {
    DataSet<Long> many = env.fromCollection(numbers(50_000));
    many.cross(many).output(new DiscardingOutputFormat<>());

    assertTrue(env.getExecutionPlan().contains("2.5e+09 pairs"), env.getExecutionPlan());
  }

  @Test
  void whenACrossMakesVeryManyPairsThenWhoRunsItIsWarned() throws Exception {
    List<String> told =
        warnings(
            () -> {
              ExecutionEnvironment own = ExecutionEnvironment.getExecutionEnvironment();
              own.setParallelism(1);
              // the estimate is of what is read, the filter makes the run short
              DataSet<Long> many = own.fromCollection(numbers(50_000)).filter(n -> n < 2);
              return many.cross(many).collect();
            });

    assertEquals(1, told.size(), told.toString());
    assertTrue(told.get(0).contains("2.5e+09 pairs"), told.toString());
  }

  private static List<Long> numbers(int count) {
    return LongStream.range(0, count).boxed().toList();
  }
}
