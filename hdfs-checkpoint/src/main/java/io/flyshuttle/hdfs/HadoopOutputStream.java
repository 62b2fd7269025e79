// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.hdfs;

import io.flyshuttle.core.file.FSDataOutputStream;
import java.io.IOException;
import org.apache.hadoop.fs.FileSystem;

/**
 * Writes a file of Hadoop, through a small buffer: Hadoop's stream takes a lock at every call, and
 * sinks write record by record.
 */
final class HadoopOutputStream extends FSDataOutputStream {
  private static final int BUFFER_BYTES = 16 << 10;

  private final org.apache.hadoop.fs.FSDataOutputStream out;
  private final FileSystem hadoop;
  private final org.apache.hadoop.fs.Path path;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int buffered;
  private boolean closed;

  /**
   * @param hadoop where the file is
   */
  HadoopOutputStream(
      org.apache.hadoop.fs.FSDataOutputStream out,
      FileSystem hadoop,
      org.apache.hadoop.fs.Path path) {
    this.out = out;
    this.hadoop = hadoop;
    this.path = path;
  }

  @Override
  public long getPos() {
    return out.getPos() + buffered;
  }

  @Override
  public void write(int b) throws IOException {
    if (buffered == BUFFER_BYTES) {
      drain();
    }
    buffer[buffered++] = (byte) b;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (length > BUFFER_BYTES - buffered) {
      drain();
    }
    if (length >= BUFFER_BYTES) {
      writeOut(bytes, offset, length);
      return;
    }
    System.arraycopy(bytes, offset, buffer, buffered, length);
    buffered += length;
  }

  private void drain() throws IOException {
    int count = buffered;
    buffered = 0;
    if (count > 0) {
      writeOut(buffer, 0, count);
    }
  }

  private void writeOut(byte[] bytes, int offset, int length) throws IOException {
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      throw HadoopFailures.translateWrite(e, hadoop, path);
    }
  }

  @Override
  public void flush() throws IOException {
    drain();
    try {
      out.hflush();
    } catch (IOException e) {
      throw HadoopFailures.translateWrite(e, hadoop, path);
    }
  }

  @Override
  public void sync() throws IOException {
    drain();
    try {
      out.hsync();
    } catch (IOException e) {
      throw HadoopFailures.translateWrite(e, hadoop, path);
    }
  }

  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try {
      drain();
    } finally {
      closeOut();
    }
  }

  private void closeOut() throws IOException {
    try {
      out.close();
    } catch (IOException e) {
      throw HadoopFailures.translateWrite(e, hadoop, path);
    }
  }
}
