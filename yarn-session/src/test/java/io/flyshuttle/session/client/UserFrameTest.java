// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.session.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

final class UserFrameTest {

  @Test
  void shouldSkipFramesOfTheJdkAndTheEngine() {
    String trace =
        """
        java.lang.NumberFormatException: For input string: "x"
        \tat java.base/java.lang.Integer.parseInt(Integer.java:652)
        \tat job//com.example.Parse.map(Parse.java:17)
        \tat io.flyshuttle.operators.map.Mapper.process(Mapper.java:40)
        """;

    assertEquals(Optional.of("com.example.Parse.map(Parse.java:17)"), UserFrame.ofText(trace));
  }

  @Test
  void shouldTakeTheExamplesForUserCode() {
    String trace = "\tat job//io.flyshuttle.examples.batch.WordCount.main(WordCount.java:9)";

    assertEquals(
        Optional.of("io.flyshuttle.examples.batch.WordCount.main(WordCount.java:9)"),
        UserFrame.ofText(trace));
  }

  @Test
  void shouldFindNothingInATraceWithoutUserCode() {
    assertTrue(UserFrame.ofText("\tat java.base/java.lang.Thread.run(Thread.java:1)").isEmpty());
  }
}
