// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream.state;

import io.flyshuttle.core.file.Path;
import java.net.URI;

/** Checkpoints in a directory. */
public class FileSystemCheckpointStorage implements CheckpointStorage {
  private static final long serialVersionUID = 1L;

  private final String checkpoints;

  public FileSystemCheckpointStorage(String checkpointDirectory) {
    this.checkpoints = checkpointDirectory;
  }

  public FileSystemCheckpointStorage(Path checkpointDirectory) {
    this(checkpointDirectory.toString());
  }

  public FileSystemCheckpointStorage(URI checkpointDirectory) {
    this(checkpointDirectory.toString());
  }

  /** As above; how small state must be to stand in the metadata is not chosen by programs. */
  public FileSystemCheckpointStorage(URI checkpointDirectory, int fileStateSizeThreshold) {
    this(checkpointDirectory.toString());
  }

  public Path getCheckpointPath() {
    return new Path(checkpoints);
  }

  @Override
  public String checkpointDirectory() {
    return checkpoints;
  }

  @Override
  public String savepointDirectory() {
    return null;
  }
}
