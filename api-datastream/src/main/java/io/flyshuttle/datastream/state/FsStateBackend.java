// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream.state;

import io.flyshuttle.core.file.Path;
import java.net.URI;

/** State as objects on the heap, checkpoints in a directory; the name that older programs use. */
@Deprecated
public class FsStateBackend implements StateBackend {
  private static final long serialVersionUID = 1L;

  private final String checkpoints;
  private final String savepoints;

  public FsStateBackend(String checkpointDataUri) {
    this(checkpointDataUri, null);
  }

  /** As above; snapshots are written while the program goes on in any case. */
  public FsStateBackend(String checkpointDataUri, boolean asynchronousSnapshots) {
    this(checkpointDataUri, null);
  }

  public FsStateBackend(Path checkpointDataUri) {
    this(checkpointDataUri.toString(), null);
  }

  /** As above; snapshots are written while the program goes on in any case. */
  public FsStateBackend(Path checkpointDataUri, boolean asynchronousSnapshots) {
    this(checkpointDataUri.toString(), null);
  }

  public FsStateBackend(URI checkpointDataUri) {
    this(checkpointDataUri.toString(), null);
  }

  /** As above; snapshots are written while the program goes on in any case. */
  public FsStateBackend(URI checkpointDataUri, boolean asynchronousSnapshots) {
    this(checkpointDataUri.toString(), null);
  }

  public FsStateBackend(URI checkpointDataUri, URI defaultSavepointDirectory) {
    this(
        checkpointDataUri.toString(),
        defaultSavepointDirectory == null ? null : defaultSavepointDirectory.toString());
  }

  /** As above; how small state must be to stand in the metadata is not chosen by programs. */
  public FsStateBackend(URI checkpointDataUri, int fileStateSizeThreshold) {
    this(checkpointDataUri.toString(), null);
  }

  private FsStateBackend(String checkpoints, String savepoints) {
    this.checkpoints = checkpoints;
    this.savepoints = savepoints;
  }

  @Override
  public String getName() {
    return "filesystem";
  }

  @Override
  public String checkpointDirectory() {
    return checkpoints;
  }

  @Override
  public String savepointDirectory() {
    return savepoints;
  }

  public Path getCheckpointPath() {
    return new Path(checkpoints);
  }
}
