// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.feedback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.memory.LocalSpillDirectories;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FeedbackQueueTest {
  @TempDir Path directory;

  private static byte[] message(int number) {
    return ByteBuffer.allocate(4 + number % 7).putInt(number).array();
  }

  private static Integer number(byte[] message) {
    return message == null ? null : ByteBuffer.wrap(message).getInt();
  }

  private long files() throws Exception {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).count();
    }
  }

  @Test
  void shouldKeepTheOrderWhateverIsOnDisk() throws Exception {
    Random random = new Random(7);
    ArrayDeque<Integer> expected = new ArrayDeque<>();
    int most = 0;
    try (FeedbackQueue queue =
        new FeedbackQueue(new LocalSpillDirectories(List.of(directory)), 100)) {
      for (int i = 0; i < 20_000; i++) {
        // grows in the first half, shrinks in the second
        if (random.nextInt(10) < (i < 10_000 ? 7 : 3)) {
          queue.add(message(i));
          expected.add(i);
        } else {
          assertEquals(expected.poll(), number(queue.poll()));
        }
        assertEquals(expected.isEmpty(), queue.isEmpty());
        most = Math.max(most, queue.blocks());
      }
      while (!expected.isEmpty()) {
        assertEquals(expected.poll(), number(queue.poll()));
      }
      assertNull(queue.poll());
      assertTrue(most > 50, "at most " + most + " blocks were on disk");
      assertEquals(0, files());
    }
  }

  @Test
  void shouldShowAllInOrderAndDeleteItsFiles() throws Exception {
    try (FeedbackQueue queue =
        new FeedbackQueue(new LocalSpillDirectories(List.of(directory)), 64)) {
      List<Integer> expected = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        queue.add(message(i));
        expected.add(i);
      }
      List<Integer> shown = new ArrayList<>();
      queue.forEach(message -> shown.add(number(message)));
      assertEquals(expected, shown);
      assertTrue(files() > 5);
      assertEquals(0, number(queue.poll()));
    }
    assertEquals(0, files());
  }
}
