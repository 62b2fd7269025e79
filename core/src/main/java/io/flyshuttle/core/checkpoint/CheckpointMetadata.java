// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.checkpoint;

import io.flyshuttle.core.graph.OperatorID;
import io.flyshuttle.core.job.JobID;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A whole checkpoint or savepoint. It exists once its metadata file exists.
 *
 * <p>Names of files are relative to the base directory: for a savepoint the directory that holds
 * the metadata file; for a checkpoint the directory above that, so that checkpoints of a job can
 * share files and the job's directory can be moved as a whole.
 *
 * @param checkpointId rises from one to the next
 * @param timestampMillis when it was triggered, milliseconds since 1970
 * @param kind checkpoint or savepoint
 * @param job the job it was taken of
 * @param jobName its name
 * @param operators all operators of the job that have state
 * @param inFlight edges with records in flight; empty unless the checkpoint is unaligned
 */
public record CheckpointMetadata(
    long checkpointId,
    long timestampMillis,
    CheckpointKind kind,
    JobID job,
    String jobName,
    List<OperatorState> operators,
    List<EdgeInFlight> inFlight) {

  /** One without records in flight. */
  public CheckpointMetadata(
      long checkpointId,
      long timestampMillis,
      CheckpointKind kind,
      JobID job,
      String jobName,
      List<OperatorState> operators) {
    this(checkpointId, timestampMillis, kind, job, jobName, operators, List.of());
  }

  /**
   * State of all subtasks of an operator.
   *
   * @param operator its identity
   * @param uid the user's uid, empty if none was set
   * @param name shown to the user
   * @param parallelism number of subtasks
   * @param maxParallelism number of key groups
   * @param subtasks one for each subtask, in their order; null for one that has none
   * @param ended subtasks that had reached the end of their input
   */
  public record OperatorState(
      OperatorID operator,
      String uid,
      String name,
      int parallelism,
      int maxParallelism,
      List<OperatorSnapshot> subtasks,
      List<Integer> ended) {}

  /** Names of all files that state is in, relative to the base directory. */
  public Set<String> files() {
    Set<String> files = new TreeSet<>();
    for (OperatorState operator : operators) {
      for (OperatorSnapshot subtask : operator.subtasks) {
        if (subtask != null) {
          addFiles(subtask, files);
        }
      }
    }
    for (EdgeInFlight edge : inFlight) {
      for (EdgeInFlight.Channel channel : edge.channels()) {
        addFile(channel.received(), files);
        addFile(channel.unsent(), files);
      }
    }
    return files;
  }

  private static void addFiles(OperatorSnapshot subtask, Set<String> files) {
    if (subtask.operatorState() != null) {
      addFile(subtask.operatorState(), files);
    }
    KeyedStateHandle keyed = subtask.keyed();
    if (keyed != null) {
      addFile(keyed.header(), files);
      for (KeyedStatePart part : keyed.parts()) {
        part.blobs().forEach(blob -> addFile(blob, files));
      }
    }
  }

  private static void addFile(StateBlob blob, Set<String> files) {
    if (blob != null && !blob.isInline()) {
      files.add(blob.file());
    }
  }
}
