// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.file;

import java.io.IOException;
import java.io.Serializable;

/**
 * Says when a part is complete and the next begins.
 *
 * @param <IN> type of the records
 * @param <BucketID> identity of buckets
 */
public interface RollingPolicy<IN, BucketID> extends Serializable {

  boolean shouldRollOnCheckpoint(PartFileInfo<BucketID> partFileState) throws IOException;

  /** Asked before each record. */
  boolean shouldRollOnEvent(PartFileInfo<BucketID> partFileState, IN element) throws IOException;

  /** Asked at intervals. */
  boolean shouldRollOnProcessingTime(PartFileInfo<BucketID> partFileState, long currentTime)
      throws IOException;
}
