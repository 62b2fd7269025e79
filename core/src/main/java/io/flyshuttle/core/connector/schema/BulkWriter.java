// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.schema;

import io.flyshuttle.core.file.FSDataOutputStream;
import java.io.IOException;
import java.io.Serializable;

/**
 * Writes a whole file of records whose form allows no stop in the middle, such as one with a
 * footer.
 *
 * @param <T> type of the records
 */
public interface BulkWriter<T> {

  void addElement(T element) throws IOException;

  /** Hands what is buffered to the stream, as far as the form allows. */
  void flush() throws IOException;

  /** Writes the end. Flushes the stream and does not close it. */
  void finish() throws IOException;

  /** Makes a writer for each file. */
  @FunctionalInterface
  interface Factory<T> extends Serializable {
    BulkWriter<T> create(FSDataOutputStream out) throws IOException;
  }
}
