// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.file;

import io.flyshuttle.core.connector.SimpleVersionedSerializer;
import java.io.Serializable;

/**
 * Says into which bucket, a directory below the sink's, a record goes.
 *
 * @param <IN> type of the records
 * @param <BucketID> identity of a bucket; its {@code toString} is the directory
 */
public interface BucketAssigner<IN, BucketID> extends Serializable {

  BucketID getBucketId(IN element, Context context);

  SimpleVersionedSerializer<BucketID> getSerializer();

  /** Time as the record sees it. Valid during one call. */
  interface Context {

    /** The clock, in milliseconds since 1970. */
    long currentProcessingTime();

    /** The lowest watermark of the inputs. */
    long currentWatermark();

    /** The record's event time in milliseconds since 1970, or null if it has none. */
    Long timestamp();
  }
}
