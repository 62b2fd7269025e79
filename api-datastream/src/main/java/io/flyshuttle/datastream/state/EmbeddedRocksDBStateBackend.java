// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream.state;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** State in RocksDB on the worker's local disks, for more than memory holds. */
public class EmbeddedRocksDBStateBackend implements StateBackend {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedRocksDBStateBackend.class);

  /** Where timers are kept. */
  public enum PriorityQueueStateType {
    HEAP,
    ROCKSDB
  }

  private final Boolean incremental;
  private String[] storagePaths;
  private PriorityQueueStateType priorityQueue = PriorityQueueStateType.HEAP;

  /** Checkpoints are incremental if the configuration says so. */
  public EmbeddedRocksDBStateBackend() {
    this.incremental = null;
  }

  public EmbeddedRocksDBStateBackend(boolean enableIncrementalCheckpointing) {
    this.incremental = enableIncrementalCheckpointing;
  }

  @Override
  public String getName() {
    return "rocksdb";
  }

  @Override
  public Boolean incrementalCheckpoints() {
    return incremental;
  }

  public boolean isIncrementalCheckpointsEnabled() {
    return Boolean.TRUE.equals(incremental);
  }

  /** See {@link #setDbStoragePaths}. */
  public void setDbStoragePath(String path) {
    setDbStoragePaths(path);
  }

  /**
   * Local directories for the database. A worker on YARN may write only where its container may:
   * the directories of {@code taskmanager.tmp.dirs} are used, and paths given here are told of in
   * the log.
   */
  public void setDbStoragePaths(String... paths) {
    storagePaths = paths == null ? null : paths.clone();
    LOG.warn(
        "Local directories of RocksDB are set by the session's taskmanager.tmp.dirs, not by the"
            + " program: {}",
        paths == null ? "" : String.join(", ", paths));
  }

  public String[] getDbStoragePaths() {
    return storagePaths == null ? null : storagePaths.clone();
  }

  public PriorityQueueStateType getPriorityQueueStateType() {
    return priorityQueue;
  }

  /** Timers are on the heap and part of every snapshot, whatever is wished for here. */
  public void setPriorityQueueStateType(PriorityQueueStateType priorityQueueStateType) {
    priorityQueue = priorityQueueStateType;
  }
}
