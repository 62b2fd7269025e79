// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.source;

/**
 * Where a reader's records go.
 *
 * @param <T> type of the records
 */
public interface ReaderOutput<T> extends SourceOutput<T> {

  /**
   * An output for one split, with watermarks of its own; the same output for the same id. The
   * watermark of the reader is the lowest of its outputs.
   */
  SourceOutput<T> createOutputForSplit(String splitId);

  /** The split has been read: its watermark does not count any more. */
  void releaseOutputForSplit(String splitId);
}
