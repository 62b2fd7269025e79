// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.checkpoint;

import io.flyshuttle.core.checkpoint.file.CheckpointLayout;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Checkpoints in memory. Answers at once, unless it is told to hold answers back or to fail. */
public final class FakeCheckpointStorage implements CheckpointStorage {
  public final Map<String, CompletedCheckpoint> published = new LinkedHashMap<>();
  public final List<String> deleted = new ArrayList<>();
  public final List<Long> abortedDeleted = new ArrayList<>();
  public final List<String> prepared = new ArrayList<>();
  public final List<String> noted = new ArrayList<>();
  public final List<Runnable> held = new ArrayList<>();
  public boolean holdPublishing;
  public FlyshuttleException failure;

  private <T> CompletableFuture<T> answer(T value) {
    return failure == null
        ? CompletableFuture.completedFuture(value)
        : CompletableFuture.failedFuture(failure);
  }

  @Override
  public CompletableFuture<Void> prepare(String directory) {
    prepared.add(directory);
    return answer(null);
  }

  @Override
  public CompletableFuture<Found> takeOver(String base) {
    List<CompletedCheckpoint> found =
        published.values().stream()
            .filter(c -> c.base().equals(base) || noted.contains(c.directory()))
            .toList();
    long highest = found.stream().mapToLong(CompletedCheckpoint::id).max().orElse(0);
    return answer(new Found(found, highest));
  }

  @Override
  public CompletableFuture<Long> publish(CompletedCheckpoint checkpoint) {
    if (!holdPublishing) {
      if (failure == null) {
        published.put(checkpoint.directory(), checkpoint);
      }
      return answer(100L);
    }
    CompletableFuture<Long> later = new CompletableFuture<>();
    held.add(
        () -> {
          published.put(checkpoint.directory(), checkpoint);
          later.complete(100L);
        });
    return later;
  }

  @Override
  public CompletableFuture<Void> noteStop(String base, CompletedCheckpoint savepoint) {
    noted.add(savepoint.directory());
    return answer(null);
  }

  @Override
  public CompletableFuture<CompletedCheckpoint> read(String path) {
    CompletedCheckpoint found = published.get(path);
    return found != null
        ? answer(found)
        : CompletableFuture.failedFuture(
            new FlyshuttleException(ErrorCode.CHECKPOINT_NOT_FOUND, "nothing in " + path));
  }

  @Override
  public CompletableFuture<Void> delete(List<String> paths) {
    deleted.addAll(paths);
    published.keySet().removeIf(p -> paths.stream().anyMatch(d -> (p + "/").startsWith(d + "/")));
    return answer(null);
  }

  @Override
  public CompletableFuture<Void> deleteIfWithoutCheckpoint(String base) {
    return answer(null);
  }

  @Override
  public CompletableFuture<Void> sweep(String base, List<CompletedCheckpoint> kept, long below) {
    List<String> keptDirectories = kept.stream().map(CompletedCheckpoint::directory).toList();
    published
        .keySet()
        .removeIf(
            p ->
                p.startsWith(base + "/")
                    && !keptDirectories.contains(p)
                    && published.get(p).id() < below);
    return answer(null);
  }

  @Override
  public CompletableFuture<Void> deleteAborted(String base, long checkpointId) {
    abortedDeleted.add(checkpointId);
    published.remove(base + "/" + CheckpointLayout.checkpointDirectoryName(checkpointId));
    return answer(null);
  }

  @Override
  public CompletableFuture<Void> idle() {
    return CompletableFuture.completedFuture(null);
  }
}
