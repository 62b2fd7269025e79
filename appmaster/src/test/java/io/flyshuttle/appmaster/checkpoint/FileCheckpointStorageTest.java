// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
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
}
