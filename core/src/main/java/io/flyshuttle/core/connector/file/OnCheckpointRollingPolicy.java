// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.file;

/**
 * A part from checkpoint to checkpoint.
 *
 * @param <IN> type of the records
 * @param <BucketID> identity of buckets
 */
public final class OnCheckpointRollingPolicy<IN, BucketID>
    extends CheckpointRollingPolicy<IN, BucketID> {
  private static final long serialVersionUID = 1L;

  private OnCheckpointRollingPolicy() {}

  public static <IN, BucketID> OnCheckpointRollingPolicy<IN, BucketID> build() {
    return new OnCheckpointRollingPolicy<>();
  }

  @Override
  public boolean shouldRollOnEvent(PartFileInfo<BucketID> partFileState, IN element) {
    return false;
  }

  @Override
  public boolean shouldRollOnProcessingTime(
      PartFileInfo<BucketID> partFileState, long currentTime) {
    return false;
  }
}
