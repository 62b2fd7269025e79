// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.client.JobClient;
import io.flyshuttle.core.connector.file.BasePathBucketAssigner;
import io.flyshuttle.core.connector.file.ConcatFileCompactor;
import io.flyshuttle.core.connector.file.DecoderBasedReader;
import io.flyshuttle.core.connector.file.FileCompactStrategy;
import io.flyshuttle.core.connector.file.FileCompactor;
import io.flyshuttle.core.connector.file.FileSink;
import io.flyshuttle.core.connector.file.OnCheckpointRollingPolicy;
import io.flyshuttle.core.connector.file.RecordWiseFileCompactor;
import io.flyshuttle.core.connector.file.SimpleStringDecoder;
import io.flyshuttle.core.connector.schema.SimpleStringEncoder;
import io.flyshuttle.core.connector.source.lib.DataGeneratorSource;
import io.flyshuttle.core.connector.source.lib.RateLimiterStrategy;
import io.flyshuttle.core.file.Path;
import io.flyshuttle.core.function.MapFunction;
import io.flyshuttle.core.job.RestartStrategies;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.option.StateRecoveryOptions;
import io.flyshuttle.core.time.WatermarkStrategy;
import io.flyshuttle.core.typeinfo.Types;
import io.flyshuttle.datastream.StreamExecutionEnvironment;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parts of a bucket become one file, and each record is in it once though tasks fail. */
final class CompactedFilesTest {
  private static final int COUNT = 40_000;
  private static final AtomicInteger FAILURES_LEFT = new AtomicInteger();

  private static final AtomicInteger WRITTEN = new AtomicInteger();

  /** Whether the job may come to its end. */
  private static volatile boolean hurries;

  @TempDir private java.nio.file.Path directory;

  private static FileCompactor compactor(String kind) {
    return kind.equals("bytes")
        ? new ConcatFileCompactor()
        : new RecordWiseFileCompactor<>(new DecoderBasedReader.Factory<>(SimpleStringDecoder::new));
  }

  private FileSink<String> sink(FileCompactStrategy strategy, String kind) {
    return FileSink.forRowFormat(new Path(directory.toUri()), new SimpleStringEncoder<String>())
        .withBucketAssigner(new BasePathBucketAssigner<>())
        .withRollingPolicy(OnCheckpointRollingPolicy.build())
        .enableCompact(strategy, compactor(kind))
        .build();
  }

  private static void run(FileSink<String> sink, int checkpointMillis, int failures)
      throws Exception {
    FAILURES_LEFT.set(failures);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(2);
    if (checkpointMillis > 0) {
      env.enableCheckpointing(checkpointMillis);
      env.setRestartStrategy(RestartStrategies.fixedDelayRestart(3, 10));
    }
    env.fromSource(
            new DataGeneratorSource<>(
                n -> n, COUNT, RateLimiterStrategy.perSecond(80_000), Types.LONG),
            WatermarkStrategy.noWatermarks(),
            "numbers")
        .map(new FailsSometimes())
        .sinkTo(sink);
    env.execute("compacted files");
    assertEquals(0, FAILURES_LEFT.get());
  }

  private List<java.nio.file.Path> files() throws Exception {
    return files(directory);
  }

  private static List<java.nio.file.Path> files(java.nio.file.Path directory) throws Exception {
    try (Stream<java.nio.file.Path> found = Files.walk(directory)) {
      return found.filter(Files::isRegularFile).toList();
    }
  }

  private void assertEachOnce() throws Exception {
    assertEachOnce(directory);
  }

  private static void assertEachOnce(java.nio.file.Path directory) throws Exception {
    Map<String, Integer> counts = new HashMap<>();
    for (java.nio.file.Path file : files(directory)) {
      Files.readAllLines(file).forEach(line -> counts.merge(line, 1, Integer::sum));
    }
    assertEquals(COUNT, counts.size());
    counts.forEach((number, times) -> assertEquals(1, times, () -> "number " + number));
    assertFalse(Files.exists(directory.resolve(".unfinished")), "hidden files are left over");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes", "records"})
  void shouldMakeOneFileOfSeveralCheckpointsThoughTasksFail(String kind) throws Exception {
    FileCompactStrategy strategy =
        FileCompactStrategy.Builder.newBuilder()
            .enableCompactionOnCheckpoint(4)
            .setNumCompactThreads(2)
            .build();
    run(sink(strategy, kind), 20, 3);
    assertEachOnce();
    assertTrue(
        files().stream().anyMatch(f -> f.getFileName().toString().startsWith("compacted-part-")),
        files().toString());
  }

  @Test
  void shouldMakeOneFileOfAllThatIsBelowTheSize() throws Exception {
    FileCompactStrategy strategy =
        FileCompactStrategy.Builder.newBuilder().setSizeThreshold(100L << 20).build();
    run(sink(strategy, "bytes"), 20, 0);
    assertEachOnce();
    assertEquals(1, files().size(), files().toString());
  }

  @Test
  void shouldMakeOneFileWithoutCheckpoints() throws Exception {
    FileCompactStrategy strategy =
        FileCompactStrategy.Builder.newBuilder().setSizeThreshold(1).build();
    run(sink(strategy, "records"), 0, 0);
    assertEachOnce();
    assertEquals(1, files().size(), files().toString());
  }

  @Test
  void shouldShowPartsAsTheyAreWhenItIsSwitchedOff() throws Exception {
    run(
        FileSink.forRowFormat(new Path(directory.toUri()), new SimpleStringEncoder<String>())
            .withBucketAssigner(new BasePathBucketAssigner<>())
            .withRollingPolicy(OnCheckpointRollingPolicy.build())
            .disableCompact()
            .build(),
        20,
        1);
    assertEachOnce();
    assertTrue(
        files().stream().noneMatch(f -> f.getFileName().toString().startsWith("compacted")),
        files().toString());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldGoOnFromASavepointWhenItIsSwitchedOnOrOff(boolean on) throws Exception {
    String savepoints = directory.resolve("savepoints").toUri().toString();
    Path output = new Path(directory.resolve("out").toUri());
    StreamExecutionEnvironment first = StreamExecutionEnvironment.getExecutionEnvironment();
    WRITTEN.set(0);
    hurries = false;
    JobClient job = start(first, on ? Kind.WHOLE : Kind.COMPACTS, output);
    while (WRITTEN.get() < COUNT / 4) {
      LockSupport.parkNanos(1_000_000);
    }
    String path = job.stopWithSavepoint(false, savepoints).get(120, TimeUnit.SECONDS);
    hurries = true;

    Configuration restore = new Configuration();
    restore.set(StateRecoveryOptions.SAVEPOINT_PATH, path);
    StreamExecutionEnvironment second = StreamExecutionEnvironment.getExecutionEnvironment(restore);
    start(second, on ? Kind.COMPACTS : Kind.SWITCHED_OFF, output)
        .getJobExecutionResult()
        .get(120, TimeUnit.SECONDS);
    assertEachOnce(directory.resolve("out"));
  }

  /** Whether a sink compacts, does no more, or never has. */
  private enum Kind {
    COMPACTS,
    SWITCHED_OFF,
    WHOLE
  }

  private static JobClient start(StreamExecutionEnvironment env, Kind kind, Path output)
      throws Exception {
    env.setParallelism(2);
    env.enableCheckpointing(20);
    FileSink.DefaultRowFormatBuilder<String> builder =
        FileSink.forRowFormat(output, new SimpleStringEncoder<String>())
            .withBucketAssigner(new BasePathBucketAssigner<>())
            .withRollingPolicy(OnCheckpointRollingPolicy.build());
    FileCompactStrategy strategy =
        FileCompactStrategy.Builder.newBuilder().enableCompactionOnCheckpoint(5).build();
    env.fromSource(
            new DataGeneratorSource<>(
                n -> n, COUNT, RateLimiterStrategy.perSecond(40_000), Types.LONG),
            WatermarkStrategy.noWatermarks(),
            "numbers")
        .uid("numbers")
        .map(
            number -> {
              if (WRITTEN.incrementAndGet() > COUNT / 2 && !hurries) {
                // the job is to run until it is stopped, however busy the machine is
                LockSupport.parkNanos(5_000_000);
              }
              return number.toString();
            })
        .returns(Types.STRING)
        .sinkTo(
            switch (kind) {
              case COMPACTS -> builder.enableCompact(strategy, new ConcatFileCompactor()).build();
              case SWITCHED_OFF -> builder.disableCompact().build();
              case WHOLE -> builder.build();
            })
        .uid("files");
    return env.executeAsync("files");
  }

  @Test
  void whenItIsNotSaidWhenToCompactThenThatIsRefused() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> FileCompactStrategy.Builder.newBuilder().build());
    assertTrue(refused.getMessage().contains("setSizeThreshold"), refused.getMessage());
    refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> FileCompactStrategy.Builder.newBuilder().enableCompactionOnCheckpoint(0));
    assertTrue(refused.getMessage().contains("0"), refused.getMessage());
  }

  /** Fails in the midst as often as is wanted. */
  private static final class FailsSometimes implements MapFunction<Long, String> {
    private int seen;

    @Override
    public String map(Long number) {
      if (++seen > COUNT / 8 && FAILURES_LEFT.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        throw new IllegalStateException("a failure of this test");
      }
      return number.toString();
    }
  }
}
