// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.graph.CheckpointSettings;
import io.flyshuttle.core.graph.CheckpointSettings.Retention;
import io.flyshuttle.core.graph.RestoreSettings;
import io.flyshuttle.core.option.CheckpointingMode;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.datastream.CheckpointConfig.ExternalizedCheckpointCleanup;
import io.flyshuttle.datastream.state.EmbeddedRocksDBStateBackend;
import io.flyshuttle.datastream.state.FsStateBackend;
import io.flyshuttle.datastream.state.HashMapStateBackend;
import io.flyshuttle.datastream.state.MemoryStateBackend;
import io.flyshuttle.datastream.state.RocksDBStateBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CheckpointConfigTest {

  @Test
  void shouldHandOverWhatTheProgramSets() {
    StreamExecutionEnvironment environment = new StreamExecutionEnvironment();
    environment.enableCheckpointing(700, CheckpointingMode.AT_LEAST_ONCE);
    environment.setStateBackend(new EmbeddedRocksDBStateBackend(true));
    CheckpointConfig config = environment.getCheckpointConfig();
    config.setCheckpointTimeout(9_000);
    config.setMinPauseBetweenCheckpoints(30);
    config.setTolerableCheckpointFailureNumber(4);
    config.enableUnalignedCheckpoints();
    config.setAlignedCheckpointTimeout(Duration.ofSeconds(2));
    config.setExternalizedCheckpointCleanup(ExternalizedCheckpointCleanup.RETAIN_ON_CANCELLATION);
    config.setCheckpointStorage("hdfs:///flow/checkpoints");
    environment.setDefaultSavepointDirectory("hdfs:///flow/savepoints");
    assertEquals(
        new CheckpointSettings(
            700,
            CheckpointingMode.AT_LEAST_ONCE,
            9_000,
            30,
            1,
            4,
            true,
            2_000,
            Retention.RETAIN_ON_CANCELLATION,
            0,
            "hdfs:///flow/checkpoints",
            "hdfs:///flow/savepoints",
            "rocksdb",
            true,
            false),
        config.toSettings(environment.getStateBackend()));
  }

  @Test
  void shouldReadTheConfiguration() {
    Configuration configuration = new Configuration();
    configuration.setString("execution.checkpointing.interval", "3 s");
    configuration.setString("execution.checkpointing.timeout", "1 min");
    configuration.setString("execution.checkpointing.tolerable-failed-checkpoints", "2");
    configuration.setString("state.checkpoints.num-retained", "3");
    configuration.setString("state.backend.fs.checkpointdir", "hdfs:///data");
    configuration.setString(
        "execution.checkpointing.externalized-checkpoint-retention", "DELETE_ON_CANCELLATION");
    CheckpointSettings settings =
        new StreamExecutionEnvironment(configuration).getCheckpointConfig().toSettings(null);
    assertEquals(3_000, settings.intervalMillis());
    assertEquals(60_000, settings.timeoutMillis());
    assertEquals(2, settings.tolerableFailures());
    assertEquals(3, settings.retained());
    assertEquals("hdfs:///data", settings.directory());
    assertEquals(Retention.RETAIN_ON_FAILURE, settings.retention());
  }

  @Test
  void shouldKnowTheNamesOfOlderPrograms() {
    CheckpointConfig config = new CheckpointConfig();
    CheckpointSettings settings = config.toSettings(new FsStateBackend("hdfs:///old"));
    assertEquals("hdfs:///old", settings.directory());
    assertEquals("filesystem", settings.stateBackend());
    assertEquals("jobmanager", config.toSettings(new MemoryStateBackend(5 << 20)).stateBackend());
    assertEquals("hashmap", config.toSettings(new HashMapStateBackend()).stateBackend());
    CheckpointSettings rocks =
        config.toSettings(new RocksDBStateBackend(new FsStateBackend("hdfs:///r"), true));
    assertEquals("rocksdb", rocks.stateBackend());
    assertEquals("hdfs:///r", rocks.directory());
    assertTrue(rocks.incremental());
    config.setCheckpointStorage("hdfs:///first");
    assertEquals("hdfs:///first", config.toSettings(new FsStateBackend("hdfs:///x")).directory());
  }

  @Test
  void whenNothingIsSetThenThereAreNoCheckpointsAndAnyNumberMayFail() {
    CheckpointSettings settings = new CheckpointConfig().toSettings(null);
    assertFalse(settings.enabled());
    assertEquals(-1, settings.tolerableFailures());
    assertEquals(0, new CheckpointConfig().getTolerableCheckpointFailureNumber());
  }

  @Test
  void shouldRefuseSettingsThatCannotBe() {
    CheckpointConfig config = new CheckpointConfig();
    for (Runnable wrong :
        new Runnable[] {
          () -> config.setCheckpointInterval(-5),
          () -> config.setCheckpointInterval(0),
          () -> config.setCheckpointTimeout(3),
          () -> config.setMinPauseBetweenCheckpoints(-1),
          () -> config.setMaxConcurrentCheckpoints(0),
          () -> config.setTolerableCheckpointFailureNumber(-2),
          () -> config.setAlignedCheckpointTimeout(Duration.ofMillis(-1)),
          () -> config.setCheckpointStorage(""),
        }) {
      FlyshuttleException refused = assertThrows(FlyshuttleException.class, wrong::run);
      assertEquals(ErrorCode.INVALID_OPTION, refused.code());
    }
  }

  @Test
  void shouldReadWhatToStartFrom(@TempDir Path directory) throws IOException {
    Path mapping = Files.writeString(directory.resolve("m"), "# renamed\nold = new\n\n");
    Configuration configuration = new Configuration();
    assertEquals(RestoreSettings.none(), SavedState.of(configuration));
    configuration.setString("execution.savepoint.path", "hdfs:///s/savepoint-1");
    configuration.setString("execution.savepoint.ignore-unclaimed-state", "true");
    configuration.setString("execution.state-recovery.claim-mode", "CLAIM");
    configuration.setString("execution.state-recovery.mapping", mapping.toString());
    assertEquals(
        new RestoreSettings("hdfs:///s/savepoint-1", true, true, Map.of("old", "new")),
        SavedState.of(configuration));
    Files.writeString(mapping, "old = new\nnonsense\n");
    FlyshuttleException refused =
        assertThrows(FlyshuttleException.class, () -> SavedState.of(configuration));
    assertTrue(refused.getMessage().contains("line 2"), refused.getMessage());
  }
}
