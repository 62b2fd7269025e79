// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream.state;

import io.flyshuttle.core.file.Path;

/** Checkpoints wherever the session puts them. */
public class JobManagerCheckpointStorage implements CheckpointStorage {
  private static final long serialVersionUID = 1L;

  private final String savepoints;

  public JobManagerCheckpointStorage() {
    this.savepoints = null;
  }

  /** As above; state has no greatest size, because it goes to files. */
  public JobManagerCheckpointStorage(int maxStateSize) {
    this.savepoints = null;
  }

  public JobManagerCheckpointStorage(Path savepointPath) {
    this.savepoints = savepointPath.toString();
  }

  @Override
  public String checkpointDirectory() {
    return null;
  }

  @Override
  public String savepointDirectory() {
    return savepoints;
  }
}
