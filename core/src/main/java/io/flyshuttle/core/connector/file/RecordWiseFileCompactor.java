// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.file;

import io.flyshuttle.core.file.Path;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;

/**
 * Makes one file of several record by record, in the format of the sink.
 *
 * @param <IN> type of the records
 */
public class RecordWiseFileCompactor<IN> implements FileCompactor {
  private static final long serialVersionUID = 1L;

  private final Reader.Factory<IN> readerFactory;

  public RecordWiseFileCompactor(Reader.Factory<IN> readerFactory) {
    this.readerFactory = Objects.requireNonNull(readerFactory, "readerFactory");
  }

  /** Writes the records of the files in their order. */
  public void compact(List<Path> inputFiles, Writer<IN> writer) throws Exception {
    for (Path file : inputFiles) {
      try (Reader<IN> reader = readerFactory.createFor(file)) {
        for (IN record = reader.read(); record != null; record = reader.read()) {
          writer.write(record);
        }
      }
    }
  }

  /**
   * Reads a file.
   *
   * @param <T> type of the records
   */
  public interface Reader<T> extends AutoCloseable {

    /** The next record; null at the end. */
    T read() throws IOException;

    @Override
    void close() throws Exception;

    /**
     * Makes readers.
     *
     * @param <T> type of the records
     */
    interface Factory<T> extends Serializable {
      Reader<T> createFor(Path path) throws IOException;
    }
  }

  /**
   * Takes records.
   *
   * @param <T> type of the records
   */
  public interface Writer<T> {
    void write(T record) throws IOException;
  }
}
