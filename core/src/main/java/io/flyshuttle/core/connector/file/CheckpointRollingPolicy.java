// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.file;

/**
 * Each checkpoint completes a part; needed where a file cannot be gone on with.
 *
 * @param <IN> type of the records
 * @param <BucketID> identity of buckets
 */
public abstract class CheckpointRollingPolicy<IN, BucketID> implements RollingPolicy<IN, BucketID> {
  private static final long serialVersionUID = 1L;

  @Override
  public boolean shouldRollOnCheckpoint(PartFileInfo<BucketID> partFileState) {
    return true;
  }
}
