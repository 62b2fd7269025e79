// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.file.source;

import io.flyshuttle.core.file.FSDataInputStream;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.type.ResultTypeQueryable;
import io.flyshuttle.core.type.TypeInformation;
import java.io.Closeable;
import java.io.IOException;
import java.io.Serializable;

/**
 * Reads records one by one from a stream of bytes.
 *
 * @param <T> type of the records
 */
public interface StreamFormat<T> extends Serializable, ResultTypeQueryable<T> {

  /**
   * Begins a split; the stream stands at its first byte.
   *
   * @param fileLen length of the file; {@link Long#MAX_VALUE} if it is compressed
   * @param splitEnd first byte behind the split; a record that begins before it is read whole
   */
  Reader<T> createReader(
      Configuration config, FSDataInputStream stream, long fileLen, long splitEnd)
      throws IOException;

  /** Goes on at an offset that a reader gave; the stream stands there. */
  Reader<T> restoreReader(
      Configuration config,
      FSDataInputStream stream,
      long restoredOffset,
      long fileLen,
      long splitEnd)
      throws IOException;

  /** Whether a file may be cut into several splits. */
  boolean isSplittable();

  @Override
  TypeInformation<T> getProducedType();

  /**
   * Reads a split.
   *
   * @param <T> type of the records
   */
  interface Reader<T> extends Closeable {

    /** The next record; null at the end. */
    T read() throws IOException;

    /** Where reading can go on; null if only the records that were read can be counted. */
    default CheckpointedPosition getCheckpointedPosition() {
      return null;
    }
  }
}
