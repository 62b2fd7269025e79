// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.memory;

import java.io.EOFException;
import java.io.IOException;
import java.io.UTFDataFormatException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;

/**
 * Writes values to a growing byte array, in big-endian order as {@link java.io.DataOutput} demands.
 * Used by one thread.
 *
 * <p>It may also write straight into memory of somebody else ({@link #setTarget}): what outgrows
 * that memory is moved to an array of its own, so a writer can try the short way first.
 */
public class DataOutputSerializer implements DataOutputView {

  private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

  /** The array this view owns; the same as {@link #buffer} unless a foreign target is set. */
  private byte[] own;

  private byte[] buffer;
  private int start;
  private int position;
  private int limit;
  private Drain drain;
  private int drainFrom;

  /** Takes bytes that have been written, when the memory is full. */
  @FunctionalInterface
  public interface Drain {

    /** Takes all of the bytes before it returns. */
    void take(byte[] bytes, int offset, int length) throws IOException;
  }

  public DataOutputSerializer(int startSize) {
    if (startSize < 1) {
      throw new IllegalArgumentException("start size must be at least 1: " + startSize);
    }
    own = new byte[startSize];
    clear();
  }

  /**
   * Hands on what was written whenever the memory is full and has grown to {@code bytes}: what is
   * written may then be larger than memory. {@link #length} and all positions count from what was
   * handed on last.
   */
  public void drainTo(Drain newDrain, int bytes) {
    drain = newDrain;
    drainFrom = bytes;
  }

  /** Forgets what was written, and any foreign target; keeps the memory. */
  public void clear() {
    buffer = own;
    start = 0;
    position = 0;
    limit = own.length;
  }

  /**
   * Writes from now on into {@code target} from {@code from} up to {@code to} as long as it fits;
   * afterwards {@link #spilled} tells whether it did. {@link #length} counts from {@code from}.
   */
  public void setTarget(byte[] target, int from, int to) {
    if (from < 0 || to < from || to > target.length) {
      throw new IndexOutOfBoundsException(from + " to " + to + " of " + target.length);
    }
    buffer = target;
    start = from;
    position = from;
    limit = to;
  }

  /**
   * Whether the data outgrew the target: then all of it is in {@link #getSharedBuffer} from 0 on,
   * and the target's content behind {@code from} is not defined.
   */
  public boolean spilled() {
    return buffer == own;
  }

  /** The array that is written to; valid until the next write. */
  public byte[] getSharedBuffer() {
    return buffer;
  }

  /** A copy of what was written. */
  public byte[] getCopyOfBuffer() {
    return Arrays.copyOfRange(buffer, start, position);
  }

  public byte[] getByteArray() {
    return buffer;
  }

  /** What was written, without a copy. */
  public ByteBuffer wrapAsByteBuffer() {
    return ByteBuffer.wrap(buffer, start, position - start);
  }

  /** Number of bytes written. */
  public int length() {
    return position - start;
  }

  /** Sets where to write next, counted from the first byte written. */
  public void setPosition(int newPosition) {
    if (newPosition < 0 || newPosition > limit - start) {
      throw new IllegalArgumentException("position " + newPosition + " is outside of the buffer");
    }
    position = start + newPosition;
  }

  /** Frees memory that a huge record may have left behind. */
  public void pruneBuffer() {
    if (own.length > 5 << 20) {
      own = new byte[4096];
      clear();
    }
  }

  private void grow(int needed) throws IOException {
    if (drain != null && position > start && own.length >= drainFrom) {
      drain.take(buffer, start, position - start);
      position = start;
      if (needed <= limit - start) {
        return;
      }
    }
    int length = position - start;
    long required = (long) length + needed;
    if (required > LARGEST_ARRAY) {
      throw new OutOfMemoryError(
          "a serialized record of more than 2 GB cannot be written; it has " + required + " bytes");
    }
    if (buffer == own) {
      long doubled = Math.min(Math.max(own.length * 2L, required), LARGEST_ARRAY);
      own = Arrays.copyOf(own, (int) doubled);
    } else {
      if (own.length < required) {
        own = new byte[(int) Math.min(Math.max(required * 2, 256), LARGEST_ARRAY)];
      }
      System.arraycopy(buffer, start, own, 0, length);
      position = length;
      start = 0;
    }
    buffer = own;
    limit = own.length;
  }

  @Override
  public void write(int b) throws IOException {
    if (position >= limit) {
      grow(1);
    }
    buffer[position++] = (byte) b;
  }

  @Override
  public void write(byte[] b) throws IOException {
    write(b, 0, b.length);
  }

  @Override
  public void write(byte[] b, int off, int len) throws IOException {
    if (len > limit - position) {
      grow(len);
    }
    System.arraycopy(b, off, buffer, position, len);
    position += len;
  }

  /** Writes a part of a segment. */
  public void write(MemorySegment segment, int off, int len) throws IOException {
    if (len > limit - position) {
      grow(len);
    }
    segment.get(off, buffer, position, len);
    position += len;
  }

  @Override
  public void writeBoolean(boolean v) throws IOException {
    write(v ? 1 : 0);
  }

  @Override
  public void writeByte(int v) throws IOException {
    write(v);
  }

  @Override
  public void writeShort(int v) throws IOException {
    if (limit - position < 2) {
      grow(2);
    }
    BigEndian.putShort(buffer, position, v);
    position += 2;
  }

  @Override
  public void writeChar(int v) throws IOException {
    if (limit - position < 2) {
      grow(2);
    }
    BigEndian.putShort(buffer, position, v);
    position += 2;
  }

  @Override
  public void writeInt(int v) throws IOException {
    if (limit - position < 4) {
      grow(4);
    }
    BigEndian.putInt(buffer, position, v);
    position += 4;
  }

  @Override
  public void writeLong(long v) throws IOException {
    if (limit - position < 8) {
      grow(8);
    }
    BigEndian.putLong(buffer, position, v);
    position += 8;
  }

  @Override
  public void writeFloat(float v) throws IOException {
    writeInt(Float.floatToIntBits(v));
  }

  @Override
  public void writeDouble(double v) throws IOException {
    writeLong(Double.doubleToLongBits(v));
  }

  // The old method does exactly what is wanted, and is the only one that copies without a loop.
  @SuppressWarnings("deprecation")
  @Override
  public void writeBytes(String s) throws IOException {
    int length = s.length();
    if (length > limit - position) {
      grow(length);
    }
    s.getBytes(0, length, buffer, position);
    position += length;
  }

  @Override
  public void writeChars(String s) throws IOException {
    for (int i = 0; i < s.length(); i++) {
      writeChar(s.charAt(i));
    }
  }

  @Override
  public void writeUTF(String s) throws IOException {
    long bytes = modifiedUtf8Length(s);
    if (bytes > 65535) {
      throw new UTFDataFormatException("writeUTF takes at most 65535 bytes, not " + bytes);
    }
    writeShort((int) bytes);
    writeModifiedUtf8(s, (int) bytes);
  }

  /** As {@link #writeUTF}, with a length of four bytes, for strings of any length. */
  public void writeLongUTF(String s) throws IOException {
    long bytes = modifiedUtf8Length(s);
    if (bytes > LARGEST_ARRAY - 4) {
      throw new UTFDataFormatException("the string takes more than 2 GB: " + bytes + " bytes");
    }
    writeInt((int) bytes);
    writeModifiedUtf8(s, (int) bytes);
  }

  private static long modifiedUtf8Length(String s) {
    long bytes = 0;
    for (int i = 0; i < s.length(); i++) {
      char c = s.charAt(i);
      bytes += c >= 1 && c <= 0x7f ? 1 : c <= 0x7ff ? 2 : 3;
    }
    return bytes;
  }

  private void writeModifiedUtf8(String s, int bytes) throws IOException {
    if (bytes > limit - position) {
      grow(bytes);
    }
    int at = position;
    for (int i = 0; i < s.length(); i++) {
      char c = s.charAt(i);
      if (c >= 1 && c <= 0x7f) {
        buffer[at++] = (byte) c;
      } else if (c <= 0x7ff) {
        buffer[at++] = (byte) (0xc0 | c >> 6);
        buffer[at++] = (byte) (0x80 | c & 0x3f);
      } else {
        buffer[at++] = (byte) (0xe0 | c >> 12);
        buffer[at++] = (byte) (0x80 | c >> 6 & 0x3f);
        buffer[at++] = (byte) (0x80 | c & 0x3f);
      }
    }
    position = at;
  }

  @Override
  public void skipBytesToWrite(int numBytes) throws IOException {
    if (numBytes < 0) {
      throw new EOFException("cannot skip " + numBytes + " bytes");
    }
    if (numBytes > limit - position) {
      grow(numBytes);
    }
    position += numBytes;
  }

  @Override
  public void write(DataInputView source, int numBytes) throws IOException {
    if (numBytes > limit - position) {
      grow(numBytes);
    }
    source.readFully(buffer, position, numBytes);
    position += numBytes;
  }

  /** Overwrites four bytes at {@code index}, counted from the first byte written. */
  public void writeIntUnsafe(int v, int index) {
    Objects.checkFromIndexSize(index, Integer.BYTES, limit - start);
    BigEndian.putInt(buffer, start + index, v);
  }
}
