// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.checkpoint;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Files of checkpoints, as the JobManager sees them. Methods return at once; futures are completed
 * by threads of the storage. Any thread.
 */
public interface CheckpointStorage {

  /**
   * What an earlier ApplicationMaster left in the directory of a job.
   *
   * @param completed those that can be read, oldest first; also savepoints that the job was to stop
   *     with
   * @param highestId the highest id of a checkpoint that was begun; 0 if none was
   */
  record Found(List<CompletedCheckpoint> completed, long highestId) {}

  /**
   * Makes a directory, with those above it.
   *
   * @return fails with INVALID_OPTION if it cannot be written
   */
  CompletableFuture<Void> prepare(String directory);

  /**
   * Takes the directory of a job over: from now on earlier ApplicationMasters cannot publish in it.
   */
  CompletableFuture<Found> takeOver(String base);

  /**
   * Writes the metadata file, whole or not at all. Its existence makes the checkpoint exist.
   *
   * @return the file's bytes; fails if it is there already or a later ApplicationMaster has taken
   *     the directory over
   */
  CompletableFuture<Long> publish(CompletedCheckpoint checkpoint);

  /**
   * Leaves word in the directory of a job that it stops with a savepoint, which has been published:
   * whoever takes the directory over finds it among the completed ones.
   *
   * @return fails if a later ApplicationMaster has taken the directory over
   */
  CompletableFuture<Void> noteStop(String base, CompletedCheckpoint savepoint);

  /**
   * Reads a checkpoint or savepoint.
   *
   * @param path its directory or metadata file
   * @return fails with STATE_NOT_RESTORABLE if there is none, CHECKPOINT_DAMAGED if it is damaged
   */
  CompletableFuture<CompletedCheckpoint> read(String path);

  /** Deletes files and directories; what is not there is no failure, what fails is tried again. */
  CompletableFuture<Void> delete(List<String> paths);

  /** Deletes the directory of a job that has ended, unless there is a checkpoint in it. */
  CompletableFuture<Void> deleteIfWithoutCheckpoint(String base);

  /**
   * Deletes what belongs to no checkpoint in the directory of a job.
   *
   * @param kept checkpoints whose directories and files stay
   * @param below only what was begun before this id is deleted
   */
  CompletableFuture<Void> sweep(String base, List<CompletedCheckpoint> kept, long below);

  /** Deletes what was written in the directory of a job for a checkpoint that was given up. */
  CompletableFuture<Void> deleteAborted(String base, long checkpointId);

  /** Done when nothing is left to delete. */
  CompletableFuture<Void> idle();
}
