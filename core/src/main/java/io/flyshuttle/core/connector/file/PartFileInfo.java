// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.file;

import java.io.IOException;

/**
 * A part that is being written.
 *
 * @param <BucketID> identity of its bucket
 */
public interface PartFileInfo<BucketID> {

  BucketID getBucketId();

  /** When its first record came, in milliseconds since 1970. */
  long getCreationTime();

  /** Bytes so far. */
  long getSize() throws IOException;

  /** When its last record came, in milliseconds since 1970. */
  long getLastUpdateTime();
}
