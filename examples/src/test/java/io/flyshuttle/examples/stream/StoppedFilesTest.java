// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.client.JobClient;
import io.flyshuttle.core.connector.file.FileSink;
import io.flyshuttle.core.connector.schema.SimpleStringEncoder;
import io.flyshuttle.core.file.Path;
import io.flyshuttle.core.typeinfo.Types;
import io.flyshuttle.datastream.StreamExecutionEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a file sink leaves when its job is stopped with a savepoint. */
final class StoppedFilesTest {
  private static final CountDownLatch WRITTEN = new CountDownLatch(500);

  @TempDir java.nio.file.Path directory;

  @Test
  void whenTheJobStopsWithoutDrainThenAllItWroteIsVisible() throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(1);
    env.enableCheckpointing(50);
    env.fromSequence(1, Long.MAX_VALUE / 2)
        .map(
            number -> {
              LockSupport.parkNanos(100_000);
              WRITTEN.countDown();
              return number.toString();
            })
        .returns(Types.STRING)
        .sinkTo(
            FileSink.forRowFormat(
                    new Path(directory.resolve("out").toUri()), new SimpleStringEncoder<String>())
                .build());
    JobClient job = env.executeAsync("stopped");
    assertTrue(WRITTEN.await(120, TimeUnit.SECONDS));
    assertTrue(Files.exists(directory.resolve("out/.unfinished")));
    job.stopWithSavepoint(false, directory.resolve("savepoints").toUri().toString())
        .get(120, TimeUnit.SECONDS);
    job.getJobExecutionResult().get(120, TimeUnit.SECONDS);
    assertFalse(Files.exists(directory.resolve("out/.unfinished")));
    List<Long> numbers = numbers();
    // each once, without a gap
    assertTrue(numbers.size() >= 500, "only " + numbers.size());
    assertEquals(
        LongStream.rangeClosed(1, numbers.size()).boxed().toList(),
        numbers.stream().sorted().toList());
  }

  private List<Long> numbers() throws IOException {
    List<Long> numbers = new ArrayList<>();
    try (Stream<java.nio.file.Path> files = Files.walk(directory.resolve("out"))) {
      for (java.nio.file.Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.getFileName().toString().endsWith(".crc")) {
          Files.readAllLines(file).forEach(line -> numbers.add(Long.parseLong(line)));
        }
      }
    }
    return numbers;
  }
}
