// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format.file;

import io.flyshuttle.core.file.FSDataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Gives a plain stream a position; it can only be moved forward. */
public class InputStreamFSInputWrapper extends FSDataInputStream {
  private final InputStream in;
  private long position;

  /** Wraps {@code in}, which is closed with this stream. */
  public InputStreamFSInputWrapper(InputStream in) {
    this.in = in;
  }

  @Override
  public void seek(long desired) throws IOException {
    if (desired < position) {
      throw new IllegalArgumentException(
          "cannot move back from " + position + " to " + desired + " in a stream");
    }
    while (position < desired) {
      long skipped = in.skip(desired - position);
      if (skipped <= 0) {
        if (in.read() < 0) {
          throw new EOFException("the stream ends at " + position + ", before " + desired);
        }
        skipped = 1;
      }
      position += skipped;
    }
  }

  @Override
  public long getPos() {
    return position;
  }

  @Override
  public int read() throws IOException {
    int value = in.read();
    if (value >= 0) {
      position++;
    }
    return value;
  }

  @Override
  public int read(byte[] bytes) throws IOException {
    return read(bytes, 0, bytes.length);
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count = in.read(bytes, offset, length);
    if (count > 0) {
      position += count;
    }
    return count;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
