// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.file;

import io.flyshuttle.core.file.Path;
import java.io.Serializable;
import java.util.UUID;

/**
 * All settings of a sink into files.
 *
 * @param base directory of all buckets
 * @param bucketCheckIntervalMillis how often age and inactivity of parts are looked at
 * @param sinkId distinguishes this sink's files from those of all others, also in later runs
 */
record FileSinkSpec<IN, BucketID>(
    Path base,
    PartFormat<IN> format,
    BucketAssigner<IN, BucketID> assigner,
    RollingPolicy<IN, BucketID> rolling,
    OutputFileConfig names,
    long bucketCheckIntervalMillis,
    String sinkId)
    implements Serializable {

  private static final String UNFINISHED = ".unfinished";
  private static final int SINK_ID_LENGTH = 8;

  static final long DEFAULT_CHECK_INTERVAL_MILLIS = 60_000;

  /** An id that no other sink has. */
  static String newSinkId() {
    return UUID.randomUUID().toString().substring(0, SINK_ID_LENGTH);
  }

  /** Where parts are until they are committed. */
  Path unfinishedDirectory() {
    return new Path(base, UNFINISHED);
  }

  Path bucketDirectory(BucketID bucket) {
    String name = bucket.toString();
    return name.isEmpty() ? base : new Path(base, name);
  }
}
