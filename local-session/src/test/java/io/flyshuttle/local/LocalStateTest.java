// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.local;

import static io.flyshuttle.local.Streams.assertExact;
import static io.flyshuttle.local.Streams.awaitCheckpoints;
import static io.flyshuttle.local.Streams.awaitTrue;
import static io.flyshuttle.local.Streams.checkpoints;
import static io.flyshuttle.local.Streams.failOnce;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.client.JobClient;
import io.flyshuttle.core.job.RestartStrategies;
import io.flyshuttle.core.option.CheckpointingOptions;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.option.CoreOptions;
import io.flyshuttle.core.option.MemorySize;
import io.flyshuttle.core.option.StateBackendOptions;
import io.flyshuttle.core.option.StateRecoveryOptions;
import io.flyshuttle.datastream.StreamExecutionEnvironment;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tasks that start again in the same worker restore from copies on its disk. */
@Timeout(600)
class LocalStateTest {
  private static final int PARALLELISM = 4;
  @TempDir private Path directory;

  @BeforeEach
  void reset() {
    Streams.reset();
  }

  private Configuration configuration(String backend, boolean incremental, boolean copies) {
    return new Configuration()
        .set(LocalOptions.WORKERS, 2)
        .set(CoreOptions.TMP_DIRS, directory.resolve("tmp").toString())
        .set(StateBackendOptions.STATE_BACKEND, backend)
        .set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, incremental)
        .set(CheckpointingOptions.FS_SMALL_FILE_THRESHOLD, MemorySize.parse("0b"))
        .set(
            CheckpointingOptions.CHECKPOINTS_DIRECTORY,
            WatchedFiles.uri(directory.resolve("checkpoints")))
        .set(StateRecoveryOptions.LOCAL_RECOVERY, copies);
  }

  private static JobClient submit(LocalSession session, Configuration configuration) {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(PARALLELISM);
    env.enableCheckpointing(50);
    env.setRestartStrategy(RestartStrategies.fixedDelayRestart(3, 10));
    Streams.add(env, "a", true);
    return session.submit(env.jobGraph("job"));
  }

  private List<Path> copies() {
    if (!Files.exists(directory.resolve("tmp"))) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(directory.resolve("tmp"))) {
      return all.filter(Files::isRegularFile)
          .filter(file -> file.getParent().getFileName().toString().startsWith("state-"))
          .toList();
    } catch (IOException | java.io.UncheckedIOException e) {
      // files come and go
      return copies();
    }
  }

  @ParameterizedTest
  @CsvSource({"hashmap,false,false", "paged,false,false", "paged,true,false", "hashmap,false,true"})
  void shouldReadNoByteOfStateFromTheFileSystem(
      String backend, boolean incremental, boolean unaligned) throws Exception {
    Configuration configuration =
        configuration(backend, incremental, true)
            .set(CheckpointingOptions.ENABLE_UNALIGNED, unaligned);
    try (LocalSession session =
        LocalSession.start(new LocalSettings(2, 2, 64 << 20, configuration.toMap()))) {
      JobClient job = submit(session, configuration);
      awaitCheckpoints(session, job, 3);
      assertFalse(copies().isEmpty());
      failOnce(session, job);
      awaitCheckpoints(session, job, 2);
      assertEquals(0, WatchedFiles.stateBytesRead());
      assertExact(job, PARALLELISM, "a");
      awaitTrue(() -> copies().isEmpty(), "left over: " + copies());
    }
  }

  @Test
  void whenNoCopiesAreWantedThenThereAreNoneAndTheFilesAreRead() throws Exception {
    Configuration configuration = configuration("hashmap", false, false);
    try (LocalSession session =
        LocalSession.start(new LocalSettings(2, 2, 64 << 20, configuration.toMap()))) {
      JobClient job = submit(session, configuration);
      awaitCheckpoints(session, job, 2);
      assertEquals(List.of(), copies());
      failOnce(session, job);
      awaitCheckpoints(session, job, 1);
      assertTrue(WatchedFiles.stateBytesRead() > 0);
      assertExact(job, PARALLELISM, "a");
    }
  }

  @Test
  void whenCopiesAreDamagedThenTheFilesAreRead() throws Exception {
    Configuration configuration = configuration("hashmap", false, true);
    try (LocalSession session =
        LocalSession.start(new LocalSettings(2, 2, 64 << 20, configuration.toMap()))) {
      JobClient job = submit(session, configuration);
      awaitCheckpoints(session, job, 2);
      // no checkpoint completes from now on, so these copies are what a restart finds
      WatchedFiles.interfere(
          (operation, path) -> {
            if (operation.equals("create")) {
              throw new IOException("a failure of this test");
            }
          });
      awaitTrue(() -> checkpoints(session, job).failed() > 0, "checkpoints go on");
      List<Path> damaged = copies();
      assertFalse(damaged.isEmpty());
      for (Path copy : damaged) {
        damage(copy);
      }
      failOnce(session, job);
      awaitTrue(() -> WatchedFiles.stateBytesRead() > 0, "no file is read");
      WatchedFiles.reset();
      awaitCheckpoints(session, job, 2);
      assertEquals(1, Streams.restarts(session, job));
      assertExact(job, PARALLELISM, "a");
    }
  }

  private static void damage(Path copy) throws IOException {
    try (FileChannel file =
        FileChannel.open(copy, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.allocate((int) file.size());
      while (bytes.hasRemaining() && file.read(bytes) >= 0) {
        // until all is there
      }
      bytes.flip();
      for (int i = 0; i < bytes.limit(); i += 7) {
        bytes.put(i, (byte) (bytes.get(i) ^ 1));
      }
      file.write(bytes, 0);
    } catch (NoSuchFileException e) {
      // of an older checkpoint, and deleted by now
      assertFalse(Files.exists(copy));
    }
  }

  @Test
  void shouldKeepOnlyTheNewestCheckpointsCopies() throws Exception {
    Configuration configuration = configuration("paged", true, true);
    try (LocalSession session =
        LocalSession.start(new LocalSettings(2, 2, 64 << 20, configuration.toMap()))) {
      JobClient job = submit(session, configuration);
      for (int i = 0; i < 10; i++) {
        awaitCheckpoints(session, job, 3);
        assertFalse(copies().isEmpty());
        // two workers: of the newest checkpoint, the one under way, and what they share
        awaitTrue(() -> copies().size() <= 24, () -> copies().size() + " copies");
      }
      assertExact(job, PARALLELISM, "a");
    }
  }
}
