// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.flyshuttle.dataset.DataSet;
import io.flyshuttle.dataset.ExecutionEnvironment;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** What data sets print, and where. */
@Isolated("reads what the whole process prints")
final class PrintedRecordsTest {
  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

  private ExecutionEnvironment env;
  private DataSet<String> words;

  @BeforeEach
  void capture() {
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
    env = ExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(1);
    words = env.fromElements("word-one", "word-two");
  }

  @AfterEach
  void putBack() {
    System.setOut(out);
    System.setErr(err);
  }

  /** Lines with a word of the data; others are the log's. */
  private static List<String> lines(ByteArrayOutputStream stream) {
    return stream
        .toString(StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.contains("word-"))
        .toList();
  }

  @Test
  void shouldPrintInTheProgram() throws Exception {
    words.print();
    assertEquals(List.of("word-one", "word-two"), lines(printed));
    assertEquals(List.of(), lines(errors));
  }

  @Test
  void shouldPrintErrorsInTheProgram() throws Exception {
    words.printToErr();
    assertEquals(List.of("word-one", "word-two"), lines(errors));
    assertEquals(List.of(), lines(printed));
  }

  @Test
  void shouldPrintInTheWorkersAfterAName() throws Exception {
    words.print("found");
    words.printToErr("wrong");
    words.printOnTaskManager("there");
    env.execute();
    assertEquals(
        List.of("found> word-one", "found> word-two", "there> word-one", "there> word-two"),
        lines(printed).stream().sorted().toList());
    assertEquals(List.of("wrong> word-one", "wrong> word-two"), lines(errors));
  }

  @Test
  void shouldNameTheSubtaskIfThereAreSeveral() throws Exception {
    words.print("found").setParallelism(2);
    env.execute();
    assertEquals(
        List.of("word-one", "word-two"),
        lines(printed).stream()
            .map(line -> line.replaceFirst("^found:[12]> ", ""))
            .sorted()
            .toList());
  }
}
