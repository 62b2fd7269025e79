// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Reads a local file. Not buffered: readers ask for large pieces. */
final class LocalInputStream extends FSDataInputStream {
  private final FileChannel channel;
  private final byte[] single = new byte[1];

  LocalInputStream(Path file) throws IOException {
    channel = FileChannel.open(file, StandardOpenOption.READ);
  }

  @Override
  public void seek(long desired) throws IOException {
    channel.position(desired);
  }

  @Override
  public long getPos() throws IOException {
    return channel.position();
  }

  @Override
  public int read() throws IOException {
    int count = read(single, 0, 1);
    return count < 0 ? -1 : single[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    return channel.read(ByteBuffer.wrap(bytes, offset, length));
  }

  @Override
  public int available() throws IOException {
    return (int) Math.min(Integer.MAX_VALUE, Math.max(0, channel.size() - channel.position()));
  }

  @Override
  public long skip(long count) throws IOException {
    long position = channel.position();
    long target = Math.min(channel.size(), position + Math.max(0, count));
    channel.position(target);
    return target - position;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
