// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.file;

import java.io.Serializable;

/** When parts of a bucket are made one file: enough bytes, or enough checkpoints, have passed. */
public class FileCompactStrategy implements Serializable {
  private static final long serialVersionUID = 1L;

  private final long sizeThreshold;
  private final int numCheckpointsBeforeCompaction;
  private final int numCompactThreads;

  private FileCompactStrategy(
      long sizeThreshold, int numCheckpointsBeforeCompaction, int numCompactThreads) {
    this.sizeThreshold = sizeThreshold;
    this.numCheckpointsBeforeCompaction = numCheckpointsBeforeCompaction;
    this.numCompactThreads = numCompactThreads;
  }

  /** Bytes of a bucket's parts from which on they are made one file; negative if not set. */
  public long getSizeThreshold() {
    return sizeThreshold;
  }

  /** Checkpoints after which a bucket's parts are made one file; negative if not set. */
  public int getNumCheckpointsBeforeCompaction() {
    return numCheckpointsBeforeCompaction;
  }

  /** Files that one subtask makes at once. */
  public int getNumCompactThreads() {
    return numCompactThreads;
  }

  /** Settings; at least one of size and number of checkpoints must be set. */
  public static class Builder {
    private long sizeThreshold = -1;
    private int checkpoints = -1;
    private int threads = 1;

    public static Builder newBuilder() {
      return new Builder();
    }

    public Builder setSizeThreshold(long sizeThreshold) {
      this.sizeThreshold = sizeThreshold;
      return this;
    }

    public Builder enableCompactionOnCheckpoint(int numCheckpointsBeforeCompaction) {
      if (numCheckpointsBeforeCompaction < 1) {
        throw new IllegalArgumentException(
            "the number of checkpoints before files are compacted must be at least 1: "
                + numCheckpointsBeforeCompaction);
      }
      this.checkpoints = numCheckpointsBeforeCompaction;
      return this;
    }

    public Builder setNumCompactThreads(int numCompactThreads) {
      if (numCompactThreads < 1) {
        throw new IllegalArgumentException(
            "the number of threads that compact files must be at least 1: " + numCompactThreads);
      }
      this.threads = numCompactThreads;
      return this;
    }

    public FileCompactStrategy build() {
      if (sizeThreshold < 0 && checkpoints < 0) {
        throw new IllegalArgumentException(
            "it is not said when files are to be compacted: call setSizeThreshold or"
                + " enableCompactionOnCheckpoint");
      }
      return new FileCompactStrategy(sizeThreshold, checkpoints, threads);
    }
  }
}
