// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.connector.SimpleVersionedSerializer;
import io.flyshuttle.core.connector.file.BasePathBucketAssigner;
import io.flyshuttle.core.connector.file.BucketAssigner;
import io.flyshuttle.core.connector.file.DefaultRollingPolicy;
import io.flyshuttle.core.connector.file.FileSink;
import io.flyshuttle.core.connector.file.OnCheckpointRollingPolicy;
import io.flyshuttle.core.connector.file.OutputFileConfig;
import io.flyshuttle.core.connector.file.SimpleVersionedStringSerializer;
import io.flyshuttle.core.connector.file.StreamingFileSink;
import io.flyshuttle.core.connector.schema.BulkWriter;
import io.flyshuttle.core.connector.schema.SimpleStringEncoder;
import io.flyshuttle.core.file.FSDataOutputStream;
import io.flyshuttle.core.file.Path;
import io.flyshuttle.core.operator.OperatorFactory;
import io.flyshuttle.core.option.MemorySize;
import io.flyshuttle.operators.function.UserFunction;
import io.flyshuttle.operators.harness.OperatorHarness;
import io.flyshuttle.operators.harness.OperatorHarness.Saved;
import io.flyshuttle.operators.stream.SinkCaller;
import io.flyshuttle.operators.stream.StatefulCaller;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileSinkTest {
  private static final long T = 0;

  @TempDir private java.nio.file.Path directory;

  private Path base() {
    return new Path(directory.toUri());
  }

  private FileSink.DefaultRowFormatBuilder<String> rows() {
    return FileSink.forRowFormat(base(), new SimpleStringEncoder<String>())
        .withBucketAssigner(new BasePathBucketAssigner<>());
  }

  private List<java.nio.file.Path> visible() throws IOException {
    try (Stream<java.nio.file.Path> all = Files.walk(directory)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> !directory.relativize(file).toString().startsWith("."))
          .sorted()
          .toList();
    }
  }

  private List<String> visibleLines() throws IOException {
    List<String> lines = new ArrayList<>();
    for (java.nio.file.Path file : visible()) {
      lines.addAll(Files.readAllLines(file));
    }
    return lines;
  }

  private boolean anythingHidden() {
    return Files.exists(directory.resolve(".unfinished"));
  }

  @Test
  void shouldShowPartsAtTheEndOfAJobWithoutCheckpoints() throws Exception {
    try (OperatorHarness sink = OperatorHarness.of(ConnectorSink.factory(rows().build()))) {
      sink.process("a", T).process("b", T);
      assertEquals(List.of(), visible());
      sink.finish();
      assertEquals(List.of("a", "b"), visibleLines());
    }
    assertFalse(anythingHidden());
  }

  @Test
  void shouldShowAPartWhenTheCheckpointThatCoversItIsComplete() throws Exception {
    OperatorFactory factory =
        ConnectorSink.factory(rows().withRollingPolicy(OnCheckpointRollingPolicy.build()).build());
    try (OperatorHarness sink = OperatorHarness.withCheckpoints(factory)) {
      sink.process("a", T).save(1);
      sink.process("b", T);
      assertEquals(List.of(), visible());
      sink.completed(1);
      assertEquals(List.of("a"), visibleLines());
      sink.save(2);
      sink.save(3);
      sink.completed(3);
      assertEquals(List.of("a", "b"), visibleLines());
    }
    assertFalse(anythingHidden());
  }

  @Test
  void shouldGoOnWithAPartAfterItsCheckpointedLength() throws Exception {
    OperatorFactory factory = ConnectorSink.factory(rows().build());
    Saved saved;
    try (OperatorHarness sink = OperatorHarness.withCheckpoints(factory)) {
      saved = sink.process("a", T).save(1);
      sink.completed(1).process("lost", T).process("lost too", T);
    }
    try (OperatorHarness sink = OperatorHarness.restore(factory, saved)) {
      sink.process("b", T).finish();
      sink.save(2);
      sink.completed(2);
    }
    assertEquals(List.of("a", "b"), visibleLines());
    assertEquals(1, visible().size());
    assertFalse(anythingHidden());
  }

  @Test
  void shouldCommitAfterARestoreWhatWasNotCommittedBefore() throws Exception {
    OperatorFactory factory =
        ConnectorSink.factory(rows().withRollingPolicy(OnCheckpointRollingPolicy.build()).build());
    Saved saved;
    try (OperatorHarness sink = OperatorHarness.withCheckpoints(factory)) {
      saved = sink.process("a", T).save(1);
    }
    assertEquals(List.of(), visible());
    OperatorHarness.restore(factory, saved).close();
    assertEquals(List.of("a"), visibleLines());
    // the same again: it was committed and the job failed before the next checkpoint
    OperatorHarness.restore(factory, saved).close();
    assertEquals(List.of("a"), visibleLines());
    assertFalse(anythingHidden());
  }

  @Test
  void whenTheJobStopsWithASavepointThenNoPartIsLeftUnfinished() throws Exception {
    OperatorFactory factory = ConnectorSink.factory(rows().build());
    Saved saved;
    try (OperatorHarness sink = OperatorHarness.withCheckpoints(factory)) {
      saved = sink.process("a", T).save(1);
      sink.completed(1);
      assertEquals(List.of(), visible());
      sink.operator().stopped();
    }
    assertEquals(List.of("a"), visibleLines());
    assertFalse(anythingHidden());
    // twice from the same savepoint: what it had is there, and stays
    OperatorHarness.restore(factory, saved).close();
    try (OperatorHarness sink = OperatorHarness.restore(factory, saved)) {
      sink.process("b", T).finish();
      sink.save(2);
      sink.completed(2);
    }
    assertEquals(List.of("a", "b"), visibleLines().stream().sorted().toList());
    assertFalse(anythingHidden());
  }

  @Test
  void shouldDeletePartsOfARunThatMadeNoCheckpoint() throws Exception {
    OperatorFactory factory = ConnectorSink.factory(rows().build());
    OperatorHarness.withCheckpoints(factory).process("a", T).close();
    assertTrue(anythingHidden());
    try (OperatorHarness sink = OperatorHarness.withCheckpoints(factory)) {
      sink.process("b", T).finish();
      sink.save(1);
      sink.completed(1);
    }
    assertEquals(List.of("b"), visibleLines());
    assertFalse(anythingHidden());
  }

  @Test
  void shouldRollBySizeAgeAndInactivity() throws Exception {
    OperatorFactory factory =
        ConnectorSink.factory(
            rows()
                .withBucketCheckInterval(10)
                .withRollingPolicy(
                    DefaultRollingPolicy.builder()
                        .withMaxPartSize(new MemorySize(5))
                        .withRolloverInterval(Duration.ofMillis(1000))
                        .withInactivityInterval(Duration.ofMillis(100))
                        .build())
                .build());
    try (OperatorHarness sink = OperatorHarness.of(factory)) {
      sink.process("large", T).process("next", T);
      sink.clock(500);
      sink.process("after inactivity", T);
      sink.finish();
    }
    assertEquals(3, visible().size());
    assertEquals(3, visibleLines().size());
  }

  @Test
  void shouldWriteEachBucketIntoItsDirectoryUnderTheConfiguredNames() throws Exception {
    FileSink<String> files =
        FileSink.forRowFormat(base(), new SimpleStringEncoder<String>())
            .withBucketAssigner(new FirstLetter())
            .withOutputFileConfig(
                OutputFileConfig.builder().withPartPrefix("words").withPartSuffix(".txt").build())
            .build();
    try (OperatorHarness sink = OperatorHarness.of(ConnectorSink.factory(files))) {
      sink.process("ant", T).process("bee", T).process("ape", T).finish();
    }
    List<String> names =
        visible().stream().map(file -> directory.relativize(file).toString()).toList();
    assertEquals(2, names.size());
    assertTrue(names.get(0).matches("a/words-.*\\.txt"), names.toString());
    assertEquals(List.of("ant", "ape"), Files.readAllLines(directory.resolve(names.get(0))));
  }

  @Test
  void shouldCompleteBulkPartsAtEachCheckpoint() throws Exception {
    FileSink<String> files =
        FileSink.forBulkFormat(base(), new WithFooter())
            .withBucketAssigner(new BasePathBucketAssigner<>())
            .build();
    OperatorFactory factory = ConnectorSink.factory(files);
    try (OperatorHarness sink = OperatorHarness.withCheckpoints(factory)) {
      sink.process("a", T).process("b", T).save(1);
      sink.completed(1);
      assertEquals(List.of("a", "b", "2 lines"), visibleLines());
    }
  }

  @Test
  void shouldBeExactWhateverFailsWhen() throws Exception {
    for (int seed = 0; seed < 15; seed++) {
      java.nio.file.Path own = Files.createDirectory(directory.resolve("run" + seed));
      Random random = new Random(seed);
      FileSink<String> files =
          FileSink.forRowFormat(new Path(own.toUri()), new SimpleStringEncoder<String>())
              .withBucketAssigner(new FirstLetter())
              .withRollingPolicy(
                  DefaultRollingPolicy.builder()
                      .withMaxPartSize(new MemorySize(1 + random.nextInt(40)))
                      .build())
              .build();
      runWithFailures(ConnectorSink.factory(files), random);
      List<String> lines = new ArrayList<>();
      try (Stream<java.nio.file.Path> all = Files.walk(own)) {
        for (java.nio.file.Path file : all.filter(Files::isRegularFile).toList()) {
          assertFalse(file.toString().contains(".unfinished"), "left over: " + file);
          lines.addAll(Files.readAllLines(file));
        }
      }
      lines.sort(null);
      List<String> expected = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        expected.add(record(i));
      }
      expected.sort(null);
      assertEquals(expected, lines, "seed " + seed);
    }
  }

  private static String record(int i) {
    return "abc".charAt(i % 3) + String.format("%03d", i);
  }

  /** A source of 100 records whose position is part of the checkpoint. */
  private static void runWithFailures(OperatorFactory factory, Random random) throws Exception {
    Saved saved = null;
    int savedPosition = 0;
    int position = 0;
    long checkpoint = 0;
    OperatorHarness sink = OperatorHarness.withCheckpoints(factory);
    while (position < 100) {
      switch (random.nextInt(8)) {
        case 0 -> {
          Saved taken = sink.save(++checkpoint);
          if (random.nextBoolean()) {
            // published: from now on this is what a failed job goes back to
            saved = taken;
            savedPosition = position;
            if (random.nextBoolean()) {
              sink.completed(checkpoint);
            }
          }
        }
        case 1 -> {
          if (random.nextBoolean()) {
            sink.close();
          } // else the process is killed: nothing is closed
          sink =
              saved == null
                  ? OperatorHarness.withCheckpoints(factory)
                  : OperatorHarness.restore(factory, saved);
          position = savedPosition;
        }
        default -> sink.process(record(position++), T);
      }
    }
    sink.finish();
    sink.save(++checkpoint);
    sink.completed(checkpoint);
    sink.close();
  }

  @Test
  @SuppressWarnings("deprecation")
  void shouldWriteTheSameAsAFunction() throws Exception {
    StreamingFileSink<String> function =
        StreamingFileSink.forRowFormat(base(), new SimpleStringEncoder<String>())
            .withBucketAssigner(new BasePathBucketAssigner<>())
            .build();
    OperatorFactory factory =
        StatefulCaller.factory(
            SinkCaller.factory(UserFunction.of(function)), function, null, List.of());
    Saved saved;
    try (OperatorHarness sink = OperatorHarness.withCheckpoints(factory)) {
      saved = sink.process("a", T).save(1);
      sink.process("lost", T);
    }
    try (OperatorHarness sink = OperatorHarness.restore(factory, saved)) {
      sink.process("b", T).finish();
      sink.save(2);
      sink.completed(2);
    }
    assertEquals(List.of("a", "b"), visibleLines());
    assertFalse(anythingHidden());
  }

  private static final class FirstLetter implements BucketAssigner<String, String> {
    @Override
    public String getBucketId(String element, Context context) {
      return element.substring(0, 1);
    }

    @Override
    public SimpleVersionedSerializer<String> getSerializer() {
      return SimpleVersionedStringSerializer.INSTANCE;
    }
  }

  private static final class WithFooter implements BulkWriter.Factory<String> {
    @Override
    public BulkWriter<String> create(FSDataOutputStream out) {
      return new BulkWriter<>() {
        private int lines;

        @Override
        public void addElement(String element) throws IOException {
          lines++;
          out.write((element + "\n").getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void flush() {
          // nothing is buffered
        }

        @Override
        public void finish() throws IOException {
          out.write((lines + " lines\n").getBytes(StandardCharsets.UTF_8));
        }
      };
    }
  }
}
