// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.checkpoint;

import io.flyshuttle.core.checkpoint.CheckpointMetadata;

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
}
