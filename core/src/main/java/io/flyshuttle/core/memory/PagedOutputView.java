// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.memory;

import java.io.IOException;
import java.io.UTFDataFormatException;

/**
 * Writes values over a sequence of segments of one size as if they were one piece of memory; values
 * may cross from one segment to the next. Used by one thread.
 *
 * <p>Where the next segment comes from is the subclass's business; it throws {@link
 * java.io.EOFException} when there is none.
 */
public abstract class PagedOutputView implements DataOutputView {

  /** Bytes on their way to memory outside of the heap. */
  private static final int SCRATCH_BYTES = 1024;

  private final int segmentSize;
  private MemorySegment segment;
  private int position;
  private byte[] scratch;

  /** The first segment is fetched with the first write. */
  protected PagedOutputView(int segmentSize) {
    this.segmentSize = segmentSize;
    this.position = segmentSize;
  }

  /**
   * The segment to write to after {@code full}, which is null at first.
   *
   * @param bytes how much was written to {@code full}
   */
  protected abstract MemorySegment nextSegment(MemorySegment full, int bytes) throws IOException;

  /** Writes on in {@code segment} at {@code position}; null to fetch one with the next write. */
  protected final void seek(MemorySegment segment, int position) {
    this.segment = segment;
    this.position = segment == null ? segmentSize : position;
  }

  /** The segment that is written to, null before the first write. */
  public final MemorySegment currentSegment() {
    return segment;
  }

  /** Where in the current segment the next byte goes. */
  public final int positionInSegment() {
    return position;
  }

  public final int segmentSize() {
    return segmentSize;
  }

  private void advance() throws IOException {
    segment = nextSegment(segment, segment == null ? 0 : position);
    position = 0;
  }

  @Override
  public final void write(int b) throws IOException {
    if (position >= segmentSize) {
      advance();
    }
    segment.put(position++, (byte) b);
  }

  @Override
  public final void write(byte[] b) throws IOException {
    write(b, 0, b.length);
  }

  @Override
  public final void write(byte[] b, int off, int len) throws IOException {
    int from = off;
    int left = len;
    while (left > 0) {
      if (position >= segmentSize) {
        advance();
      }
      int count = Math.min(left, segmentSize - position);
      segment.put(position, b, from, count);
      position += count;
      from += count;
      left -= count;
    }
  }

  /** Writes a part of a segment. */
  public final void write(MemorySegment source, int off, int len) throws IOException {
    int from = off;
    int left = len;
    while (left > 0) {
      if (position >= segmentSize) {
        advance();
      }
      int count = Math.min(left, segmentSize - position);
      source.copyTo(from, segment, position, count);
      position += count;
      from += count;
      left -= count;
    }
  }

  @Override
  public final void writeBoolean(boolean v) throws IOException {
    write(v ? 1 : 0);
  }

  @Override
  public final void writeByte(int v) throws IOException {
    write(v);
  }

  @Override
  public final void writeShort(int v) throws IOException {
    if (segmentSize - position >= 2) {
      segment.putShortBigEndian(position, (short) v);
      position += 2;
    } else {
      write(v >> 8);
      write(v);
    }
  }

  @Override
  public final void writeChar(int v) throws IOException {
    writeShort(v);
  }

  @Override
  public final void writeInt(int v) throws IOException {
    if (segmentSize - position >= 4) {
      segment.putIntBigEndian(position, v);
      position += 4;
    } else {
      writeShort(v >> 16);
      writeShort(v);
    }
  }

  @Override
  public final void writeLong(long v) throws IOException {
    if (segmentSize - position >= 8) {
      segment.putLongBigEndian(position, v);
      position += 8;
    } else {
      writeInt((int) (v >> 32));
      writeInt((int) v);
    }
  }

  @Override
  public final void writeFloat(float v) throws IOException {
    writeInt(Float.floatToIntBits(v));
  }

  @Override
  public final void writeDouble(double v) throws IOException {
    writeLong(Double.doubleToLongBits(v));
  }

  // The old method does exactly what is wanted, and is the only one that copies without a loop.
  @SuppressWarnings("deprecation")
  @Override
  public final void writeBytes(String s) throws IOException {
    int from = 0;
    int length = s.length();
    while (from < length) {
      if (position >= segmentSize) {
        advance();
      }
      int count = Math.min(length - from, segmentSize - position);
      if (segment.isOffHeap()) {
        count = Math.min(count, scratch().length);
        s.getBytes(from, from + count, scratch, 0);
        segment.put(position, scratch, 0, count);
      } else {
        s.getBytes(from, from + count, segment.getArray(), position);
      }
      position += count;
      from += count;
    }
  }

  private byte[] scratch() {
    if (scratch == null) {
      scratch = new byte[SCRATCH_BYTES];
    }
    return scratch;
  }

  @Override
  public final void writeChars(String s) throws IOException {
    for (int i = 0; i < s.length(); i++) {
      writeChar(s.charAt(i));
    }
  }

  @Override
  public final void writeUTF(String s) throws IOException {
    int bytes = 0;
    for (int i = 0; i < s.length(); i++) {
      char c = s.charAt(i);
      bytes += c >= 1 && c <= 0x7f ? 1 : c <= 0x7ff ? 2 : 3;
      if (bytes > 65535) {
        throw new UTFDataFormatException("writeUTF takes at most 65535 bytes");
      }
    }
    writeShort(bytes);
    for (int i = 0; i < s.length(); i++) {
      char c = s.charAt(i);
      if (c >= 1 && c <= 0x7f) {
        write(c);
      } else if (c <= 0x7ff) {
        write(0xc0 | c >> 6);
        write(0x80 | c & 0x3f);
      } else {
        write(0xe0 | c >> 12);
        write(0x80 | c >> 6 & 0x3f);
        write(0x80 | c & 0x3f);
      }
    }
  }

  @Override
  public final void skipBytesToWrite(int numBytes) throws IOException {
    int left = numBytes;
    while (left > 0) {
      if (position >= segmentSize) {
        advance();
      }
      int count = Math.min(left, segmentSize - position);
      position += count;
      left -= count;
    }
  }

  @Override
  public final void write(DataInputView source, int numBytes) throws IOException {
    int left = numBytes;
    while (left > 0) {
      if (position >= segmentSize) {
        advance();
      }
      int count = Math.min(left, segmentSize - position);
      if (segment.isOffHeap()) {
        count = Math.min(count, scratch().length);
        source.readFully(scratch, 0, count);
        segment.put(position, scratch, 0, count);
      } else {
        source.readFully(segment.getArray(), position, count);
      }
      position += count;
      left -= count;
    }
  }
}
