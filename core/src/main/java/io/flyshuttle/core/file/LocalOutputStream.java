// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes a local file, through a small buffer because sinks write record by record. */
final class LocalOutputStream extends FSDataOutputStream {
  private static final int BUFFER_BYTES = 32 << 10;

  private final FileChannel channel;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int buffered;
  private long written;

  LocalOutputStream(Path file, OpenOption... options) throws IOException {
    channel = FileChannel.open(file, options);
  }

  /** Goes on with a file, after its first {@code length} bytes. */
  static LocalOutputStream resume(Path file, long length) throws IOException {
    LocalOutputStream out = new LocalOutputStream(file, StandardOpenOption.WRITE);
    try {
      long size = out.channel.size();
      if (size < length) {
        throw new IOException(file + " has " + size + " bytes; " + length + " were written to it");
      }
      out.channel.truncate(length);
      out.channel.position(length);
      out.written = length;
      return out;
    } catch (IOException e) {
      out.channel.close();
      throw e;
    }
  }

  @Override
  public long getPos() {
    return written + buffered;
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
    if (length >= BUFFER_BYTES) {
      drain();
      writeFully(bytes, offset, length);
      return;
    }
    if (length > BUFFER_BYTES - buffered) {
      drain();
    }
    System.arraycopy(bytes, offset, buffer, buffered, length);
    buffered += length;
  }

  private void drain() throws IOException {
    int count = buffered;
    buffered = 0;
    writeFully(buffer, 0, count);
  }

  private void writeFully(byte[] bytes, int offset, int length) throws IOException {
    ByteBuffer source = ByteBuffer.wrap(bytes, offset, length);
    while (source.hasRemaining()) {
      channel.write(source);
    }
    written += length;
  }

  @Override
  public void flush() throws IOException {
    if (!channel.isOpen()) {
      throw new ClosedChannelException();
    }
    drain();
  }

  @Override
  public void sync() throws IOException {
    flush();
    channel.force(true);
  }

  @Override
  public void close() throws IOException {
    if (!channel.isOpen()) {
      return;
    }
    try (channel) {
      drain();
    }
  }
}
