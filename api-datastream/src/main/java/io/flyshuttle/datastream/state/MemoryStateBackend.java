// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream.state;

/**
 * State as objects on the heap, checkpoints wherever the session puts them; the name that older
 * programs use. State has no greatest size: snapshots go to files, not into the JobManager's heap.
 */
@Deprecated
public class MemoryStateBackend implements StateBackend {
  private static final long serialVersionUID = 1L;
  public static final int DEFAULT_MAX_STATE_SIZE = 5 * 1024 * 1024;

  private final String checkpoints;
  private final String savepoints;

  public MemoryStateBackend() {
    this(null, null);
  }

  public MemoryStateBackend(boolean asynchronousSnapshots) {
    this(null, null);
  }

  public MemoryStateBackend(int maxStateSize) {
    this(null, null);
  }

  public MemoryStateBackend(int maxStateSize, boolean asynchronousSnapshots) {
    this(null, null);
  }

  public MemoryStateBackend(String checkpointPath, String savepointPath) {
    this.checkpoints = checkpointPath;
    this.savepoints = savepointPath;
  }

  @Override
  public String getName() {
    return "jobmanager";
  }

  @Override
  public String checkpointDirectory() {
    return checkpoints;
  }

  @Override
  public String savepointDirectory() {
    return savepoints;
  }
}
