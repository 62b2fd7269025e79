// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.hdfs;

import io.flyshuttle.core.file.FSDataInputStream;
import io.flyshuttle.core.file.Path;
import java.io.IOException;

/** Reads a file of Hadoop. */
final class HadoopInputStream extends FSDataInputStream {
  private final org.apache.hadoop.fs.FSDataInputStream in;
  private final Path path;

  HadoopInputStream(org.apache.hadoop.fs.FSDataInputStream in, Path path) {
    this.in = in;
    this.path = path;
  }

  @Override
  public void seek(long desired) throws IOException {
    if (desired != in.getPos()) {
      in.seek(desired);
    }
  }

  @Override
  public long getPos() throws IOException {
    return in.getPos();
  }

  @Override
  public int read() throws IOException {
    try {
      return in.read();
    } catch (IOException e) {
      throw HadoopFailures.translate(e, path.toString());
    }
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    try {
      return in.read(bytes, offset, length);
    } catch (IOException e) {
      throw HadoopFailures.translate(e, path.toString());
    }
  }

  @Override
  public int available() throws IOException {
    return in.available();
  }

  @Override
  public long skip(long count) throws IOException {
    return in.skip(count);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
