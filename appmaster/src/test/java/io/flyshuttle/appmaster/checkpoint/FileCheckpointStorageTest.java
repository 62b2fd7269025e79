// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.appmaster.control.ManualControlThread;
import io.flyshuttle.appmaster.schedule.ExecutionGraph;
import io.flyshuttle.core.checkpoint.CheckpointKind;
import io.flyshuttle.core.checkpoint.CheckpointMetadata;
import io.flyshuttle.core.graph.JobGraph;
import io.flyshuttle.core.graph.JobSettings;
import io.flyshuttle.core.graph.JobType;
import io.flyshuttle.core.graph.RestartSpec;
import io.flyshuttle.core.job.JobID;
import io.flyshuttle.core.option.CheckpointingOptions;
import io.flyshuttle.core.option.Configuration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(600)
final class FileCheckpointStorageTest {
  private final FileCheckpointStorage storage = new FileCheckpointStorage(2);

  @TempDir private Path directory;

  @AfterEach
  void close() {
    storage.close();
  }

  @Test
  void whenADirectoryCannotBeTakenOverYetThenItIsTriedAgain() throws Exception {
    Path inTheWay = Files.writeString(directory.resolve("checkpoints"), "a file");
    Path base = inTheWay.resolve("job");
    CompletableFuture<CheckpointStorage.Found> found = storage.takeOver(base.toUri().toString());
    assertThrows(TimeoutException.class, () -> found.get(100, TimeUnit.MILLISECONDS));
    Files.delete(inTheWay);
    assertEquals(List.of(), found.get().completed());
    assertTrue(Files.exists(base.resolve("attempt-2")));
  }

  @Test
  void shouldDeleteTheDirectoryOfAnEndedJobUnlessThereIsACheckpoint() throws Exception {
    Path kept = Files.createDirectories(directory.resolve("kept/chk-3")).getParent();
    Path empty = Files.createDirectories(directory.resolve("empty/shared")).getParent();
    Files.writeString(empty.resolve("attempt-1"), "");
    storage.deleteIfWithoutCheckpoint(kept.toUri().toString()).get();
    storage.deleteIfWithoutCheckpoint(empty.toUri().toString()).get();
    storage.idle().get();
    assertTrue(Files.exists(kept.resolve("chk-3")));
    assertFalse(Files.exists(empty));
  }

  private String uri(String name) {
    return new io.flyshuttle.core.file.Path(directory.resolve(name).toUri()).toString();
  }

  private CompletedCheckpoint publish(
      CheckpointStorage by, JobID job, long id, CheckpointKind kind, String at, String base)
      throws Exception {
    CompletedCheckpoint completed =
        new CompletedCheckpoint(
            at, base, new CheckpointMetadata(id, 0, kind, job, "job", List.of()));
    by.publish(completed).get();
    return completed;
  }

  private JobCheckpointing recovered(JobGraph graph) throws Exception {
    Configuration configuration =
        new Configuration().set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, uri("checkpoints"));
    return new CheckpointPreparation(CheckpointDefaults.of(configuration, uri("session")), storage)
        .forRecoveredJob(graph)
        .get();
  }

  private static JobGraph graph() {
    return new JobGraph(
        new JobID(),
        "job",
        new JobSettings(JobType.STREAMING, RestartSpec.none(), Map.of()),
        List.of(),
        List.of(),
        List.of(),
        new byte[0]);
  }

  @Test
  void whenTheJobWasStoppingWithASavepointThenWhoTakesItOverGoesOnFromThat() throws Exception {
    JobGraph graph = graph();
    String base = uri("checkpoints/" + graph.id().toHexString());
    try (FileCheckpointStorage before = new FileCheckpointStorage(1)) {
      before.takeOver(base).get();
      publish(before, graph.id(), 3, CheckpointKind.CHECKPOINT, base + "/chk-3", base);
      String there = uri("savepoints/savepoint-1");
      CompletedCheckpoint savepoint =
          publish(before, graph.id(), 4, CheckpointKind.SAVEPOINT_AND_STOP, there, there);
      before.noteStop(base, savepoint).get();

      JobCheckpointing plan = recovered(graph);
      CheckpointCoordinator coordinator =
          new CheckpointCoordinator(
              new ManualControlThread(), ExecutionGraph.expand(graph), null, storage, plan);
      CompletedCheckpoint from = coordinator.latest().orElseThrow();
      assertEquals(4, from.id());
      assertEquals(there, from.directory());
      assertEquals(there, from.base());
      storage.idle().get();
      assertTrue(Files.exists(directory.resolve("savepoints/savepoint-1/_metadata")));
      // the one before is still there, if the savepoint is damaged
      assertTrue(coordinator.onDamaged(4));
      assertEquals(3, coordinator.latest().orElseThrow().id());

      // a checkpoint after it counts more
      publish(storage, graph.id(), 5, CheckpointKind.CHECKPOINT, base + "/chk-5", base);
      List<CompletedCheckpoint> recovered = recovered(graph).recovered();
      assertEquals(List.of(3L, 5L), recovered.stream().map(CompletedCheckpoint::id).toList());
      storage.idle().get();
      assertFalse(Files.exists(directory.resolve("checkpoints/" + graph.id() + "/chk-4")));

      ExecutionException late =
          assertThrows(ExecutionException.class, () -> before.noteStop(base, savepoint).get());
      assertTrue(late.getMessage().contains("attempt 2"), late.getMessage());
    }
  }

  @Test
  void whenTheJobWasStoppingDrainedThenItIsGivenUpAndTheSavepointNamed() throws Exception {
    JobGraph graph = graph();
    String base = uri("checkpoints/" + graph.id().toHexString());
    storage.takeOver(base).get();
    String there = uri("savepoints/savepoint-2");
    CompletedCheckpoint savepoint =
        publish(storage, graph.id(), 1, CheckpointKind.SAVEPOINT_AND_DRAIN, there, there);
    storage.noteStop(base, savepoint).get();
    ExecutionException refused = assertThrows(ExecutionException.class, () -> recovered(graph));
    assertTrue(refused.getMessage().contains(there), refused.getMessage());
  }
}
