// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.typeinfo.Types;
import io.flyshuttle.dataset.ExecutionEnvironment;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Each subtask runs in a thread of its own, which has its name: a thread dump tells who is who. */
final class TaskThreadsTest {

  @Test
  void shouldRunEachSubtaskInAThreadThatIsNamedAfterIt() throws Exception {
    ExecutionEnvironment env = ExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(3);

    List<String> threads =
        env.generateSequence(1, 300)
            .map(number -> Thread.currentThread().getName())
            .returns(Types.STRING)
            .name("who")
            .distinct()
            .collect();

    assertEquals(3, new TreeSet<>(threads).size(), threads.toString());
    for (int subtask = 1; subtask <= 3; subtask++) {
      String number = "(" + subtask + "/3)";
      assertTrue(
          threads.stream().anyMatch(name -> name.contains("who") && name.endsWith(number)),
          threads.toString());
    }
  }
}
