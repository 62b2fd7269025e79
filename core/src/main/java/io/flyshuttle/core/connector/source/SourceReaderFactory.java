// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.source;

import java.io.Serializable;

/**
 * Makes readers.
 *
 * @param <T> type of the records
 * @param <SplitT> type of the splits
 */
public interface SourceReaderFactory<T, SplitT extends SourceSplit> extends Serializable {

  /** Makes the reader of a subtask; its splits come later. */
  SourceReader<T, SplitT> createReader(SourceReaderContext readerContext) throws Exception;
}
