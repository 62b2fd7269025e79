// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.typeinfo.Types;
import io.flyshuttle.dataset.ExecutionEnvironment;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Each subtask runs in a thread of its own, which has its name: a thread dump tells who is who. */
final class TaskThreadsTest {
  private static final int SUBTASKS = 3;
  private static final CountDownLatch BEGUN = new CountDownLatch(SUBTASKS);
  private static final ThreadLocal<Boolean> HAS_BEGUN = ThreadLocal.withInitial(() -> false);

  /** Names the thread. A quick subtask waits for the others, or it could read their splits too. */
  private static String whenAllHaveBegun(long number) throws InterruptedException {
    if (!HAS_BEGUN.get()) {
      HAS_BEGUN.set(true);
      BEGUN.countDown();
      assertTrue(BEGUN.await(120, TimeUnit.SECONDS), "not all subtasks have a split");
    }
    return Thread.currentThread().getName();
  }

  @Test
  void shouldRunEachSubtaskInAThreadThatIsNamedAfterIt() throws Exception {
    ExecutionEnvironment env = ExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(SUBTASKS);

    List<String> threads =
        env.generateSequence(1, 300)
            .map(TaskThreadsTest::whenAllHaveBegun)
            .returns(Types.STRING)
            .name("who")
            .distinct()
            .collect();

    assertEquals(SUBTASKS, new TreeSet<>(threads).size(), threads.toString());
    for (int subtask = 1; subtask <= SUBTASKS; subtask++) {
      String number = "(" + subtask + "/3)";
      assertTrue(
          threads.stream().anyMatch(name -> name.contains("who") && name.endsWith(number)),
          threads.toString());
    }
  }
}
