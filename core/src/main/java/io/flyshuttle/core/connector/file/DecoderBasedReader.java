// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.file;

import io.flyshuttle.core.file.FSDataInputStream;
import io.flyshuttle.core.file.FileSystem;
import io.flyshuttle.core.file.Path;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.Objects;

/**
 * Reads a file with what undoes an encoder.
 *
 * @param <T> type of the records
 */
public class DecoderBasedReader<T> implements RecordWiseFileCompactor.Reader<T> {
  private final Decoder<T> decoder;
  private final InputStream input;

  public DecoderBasedReader(Path path, Decoder<T> decoder) throws IOException {
    this.decoder = Objects.requireNonNull(decoder, "decoder");
    FSDataInputStream opened =
        FileSystem.get(Objects.requireNonNull(path, "path").toUri()).open(path);
    this.input = opened;
    try {
      decoder.open(opened);
    } catch (IOException e) {
      opened.close();
      throw e;
    }
  }

  @Override
  public T read() throws IOException {
    return decoder.decodeNext();
  }

  @Override
  public void close() throws Exception {
    try (InputStream last = input) {
      decoder.close();
    }
  }

  /**
   * Reads records from the bytes that an encoder wrote.
   *
   * @param <T> type of the records
   */
  public interface Decoder<T> extends Serializable {

    void open(InputStream input) throws IOException;

    /** The next record; null at the end. */
    T decodeNext() throws IOException;

    void close() throws IOException;

    /**
     * Makes decoders.
     *
     * @param <T> type of the records
     */
    interface Factory<T> extends Serializable {
      Decoder<T> create();
    }
  }

  /**
   * Makes readers.
   *
   * @param <T> type of the records
   */
  public static class Factory<T> implements RecordWiseFileCompactor.Reader.Factory<T> {
    private static final long serialVersionUID = 1L;

    private final Decoder.Factory<T> decoderFactory;

    public Factory(Decoder.Factory<T> decoderFactory) {
      this.decoderFactory = decoderFactory;
    }

    @Override
    public DecoderBasedReader<T> createFor(Path path) throws IOException {
      return new DecoderBasedReader<>(path, decoderFactory.create());
    }
  }
}
