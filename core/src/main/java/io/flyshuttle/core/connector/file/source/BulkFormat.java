// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.file.source;

import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.type.ResultTypeQueryable;
import io.flyshuttle.core.type.TypeInformation;
import java.io.Closeable;
import java.io.IOException;
import java.io.Serializable;

/**
 * Reads records in batches, as columnar formats do.
 *
 * @param <T> type of the records
 * @param <SplitT> type of the splits
 */
public interface BulkFormat<T, SplitT extends FileSourceSplit>
    extends Serializable, ResultTypeQueryable<T> {

  /** Begins a split. */
  Reader<T> createReader(Configuration config, SplitT split) throws IOException;

  /** Goes on where the split says. */
  Reader<T> restoreReader(Configuration config, SplitT split) throws IOException;

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

    /** The next batch; null at the end. */
    RecordIterator<T> readBatch() throws IOException;
  }

  /**
   * A batch.
   *
   * @param <T> type of the records
   */
  interface RecordIterator<T> {

    /** The next record; null at the end of the batch. The object may be used again. */
    RecordAndPosition<T> next();

    /** The batch has been read: its memory may be used again. */
    default void releaseBatch() {}
  }
}
