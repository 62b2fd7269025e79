package io.flyshuttle.appmaster.checkpoint;

import io.flyshuttle.core.checkpoint.ChannelSnapshot;
import io.flyshuttle.core.checkpoint.CheckpointMetadata;
import io.flyshuttle.core.checkpoint.CheckpointMetadata.OperatorState;
import io.flyshuttle.core.checkpoint.KeyedStatePart;
import io.flyshuttle.core.checkpoint.OperatorSnapshot;
import io.flyshuttle.core.checkpoint.StateBlob;
import java.util.HashSet;
import java.util.Set;

/**
 * A checkpoint or savepoint that is published.
 *
 * @param directory URI of the directory that holds its metadata file
 * @param base URI of the directory that names of its files are relative to
 * @param metadata what it consists of
 */
public record CompletedCheckpoint(String directory, String base, CheckpointMetadata metadata) {

  public long id() {
    return metadata.checkpointId();
  }

  /** Names of all files that it refers to, relative to the base. */
  Set<String> files() {
    Set<String> files = new HashSet<>();
    for (OperatorState operator : metadata.operators()) {
      for (OperatorSnapshot subtask : operator.subtasks()) {
        if (subtask != null) {
          add(subtask, files);
        }
      }
      for (var channels : operator.channels()) {
        for (ChannelSnapshot channel : channels) {
          add(channel.blob(), files);
        }
      }
    }
    return files;
  }

  /** Adds the names of all files that a snapshot refers to. */
  static void add(OperatorSnapshot snapshot, Set<String> files) {
    add(snapshot.operatorState(), files);
    if (snapshot.keyed() != null) {
      add(snapshot.keyed().header(), files);
      for (KeyedStatePart part : snapshot.keyed().parts()) {
        part.blobs().forEach(blob -> add(blob, files));
      }
    }
  }

  private static void add(StateBlob blob, Set<String> files) {
    if (blob != null && !blob.isInline()) {
      files.add(blob.file());
    }
  }
}
