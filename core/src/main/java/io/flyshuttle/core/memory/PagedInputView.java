// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.memory;

import java.io.EOFException;
import java.io.IOException;
import java.io.UTFDataFormatException;

/**
 * Reads values from a sequence of segments as if they were one piece of memory. Used by one thread.
 * Where segments come from is the subclass's business; reading past the last one throws {@link
 * EOFException}.
 */
public abstract class PagedInputView implements DataInputView {

  private MemorySegment segment;
  private int position;
  private int limit;

  /** The first segment is fetched with the first read. */
  protected PagedInputView() {}

  /** The segment that follows {@code current}, which is null at first; null at the end. */
  protected abstract MemorySegment nextSegment(MemorySegment current) throws IOException;

  /** How many bytes of a segment that {@link #nextSegment} returned hold data. */
  protected abstract int limitOf(MemorySegment segment);

  /** Reads on in {@code segment} at {@code position}; null to fetch one with the next read. */
  protected final void seek(MemorySegment segment, int position, int limit) {
    this.segment = segment;
    this.position = segment == null ? 0 : position;
    this.limit = segment == null ? 0 : limit;
  }

  /** The segment that is read, null before the first read. */
  public final MemorySegment currentSegment() {
    return segment;
  }

  /** Where in the current segment the next byte is. */
  public final int positionInSegment() {
    return position;
  }

  /** Bytes left in the current segment. */
  public final int remainingInSegment() {
    return limit - position;
  }

  private boolean tryAdvance() throws IOException {
    do {
      MemorySegment next = nextSegment(segment);
      if (next == null) {
        return false;
      }
      segment = next;
      position = 0;
      limit = limitOf(next);
    } while (limit == 0);
    return true;
  }

  private void advance() throws IOException {
    if (!tryAdvance()) {
      throw new EOFException("the data has ended");
    }
  }

  @Override
  public final byte readByte() throws IOException {
    if (position >= limit) {
      advance();
    }
    return segment.get(position++);
  }

  @Override
  public final boolean readBoolean() throws IOException {
    return readByte() != 0;
  }

  @Override
  public final int readUnsignedByte() throws IOException {
    return readByte() & 0xff;
  }

  @Override
  public final short readShort() throws IOException {
    if (limit - position >= 2) {
      short v = segment.getShortBigEndian(position);
      position += 2;
      return v;
    }
    return (short) (readUnsignedByte() << 8 | readUnsignedByte());
  }

  @Override
  public final int readUnsignedShort() throws IOException {
    return readShort() & 0xffff;
  }

  @Override
  public final char readChar() throws IOException {
    return (char) readShort();
  }

  @Override
  public final int readInt() throws IOException {
    if (limit - position >= 4) {
      int v = segment.getIntBigEndian(position);
      position += 4;
      return v;
    }
    return readUnsignedShort() << 16 | readUnsignedShort();
  }

  @Override
  public final long readLong() throws IOException {
    if (limit - position >= 8) {
      long v = segment.getLongBigEndian(position);
      position += 8;
      return v;
    }
    return (long) readInt() << 32 | readInt() & 0xffffffffL;
  }

  @Override
  public final float readFloat() throws IOException {
    return Float.intBitsToFloat(readInt());
  }

  @Override
  public final double readDouble() throws IOException {
    return Double.longBitsToDouble(readLong());
  }

  @Override
  public final void readFully(byte[] b) throws IOException {
    readFully(b, 0, b.length);
  }

  @Override
  public final void readFully(byte[] b, int off, int len) throws IOException {
    int to = off;
    int left = len;
    while (left > 0) {
      if (position >= limit) {
        advance();
      }
      int count = Math.min(left, limit - position);
      segment.get(position, b, to, count);
      position += count;
      to += count;
      left -= count;
    }
  }

  @Override
  public final int read(byte[] b, int off, int len) throws IOException {
    int done = 0;
    while (done < len) {
      if (position >= limit && !tryAdvance()) {
        return done == 0 ? -1 : done;
      }
      int count = Math.min(len - done, limit - position);
      segment.get(position, b, off + done, count);
      position += count;
      done += count;
    }
    return done;
  }

  @Override
  public final int read(byte[] b) throws IOException {
    return read(b, 0, b.length);
  }

  @Override
  public final String readLine() throws IOException {
    StringBuilder line = new StringBuilder();
    boolean any = false;
    while (position < limit || tryAdvance()) {
      any = true;
      char c = (char) readUnsignedByte();
      if (c == '\n') {
        break;
      }
      if (c == '\r') {
        if ((position < limit || tryAdvance()) && segment.get(position) == '\n') {
          position++;
        }
        break;
      }
      line.append(c);
    }
    return any ? line.toString() : null;
  }

  @Override
  public final String readUTF() throws IOException {
    byte[] bytes = new byte[2 + readUnsignedShort()];
    bytes[0] = (byte) (bytes.length - 2 >> 8);
    bytes[1] = (byte) (bytes.length - 2);
    readFully(bytes, 2, bytes.length - 2);
    try {
      return new DataInputDeserializer(bytes).readUTF();
    } catch (EOFException e) {
      throw new UTFDataFormatException(e.getMessage());
    }
  }

  @Override
  public final int skipBytes(int n) throws IOException {
    int done = 0;
    while (done < n && (position < limit || tryAdvance())) {
      int count = Math.min(n - done, limit - position);
      position += count;
      done += count;
    }
    return done;
  }

  @Override
  public final void skipBytesToRead(int numBytes) throws IOException {
    int skipped = skipBytes(numBytes);
    if (skipped < numBytes) {
      throw new EOFException("the data ends " + skipped + " bytes ahead");
    }
  }
}
