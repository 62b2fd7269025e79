// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.memory;

import java.io.EOFException;
import java.io.IOException;
import java.io.UTFDataFormatException;
import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * Reads values from a byte array, in big-endian order as {@link java.io.DataInput} demands. Reading
 * past the end throws {@link EOFException}. Used by one thread.
 */
public class DataInputDeserializer implements DataInputView {

  private static final byte[] EMPTY = new byte[0];

  private byte[] buffer;
  private int position;
  private int end;

  /** Holds nothing until a buffer is set. */
  public DataInputDeserializer() {
    releaseArrays();
  }

  public DataInputDeserializer(byte[] buffer) {
    setBuffer(buffer);
  }

  public DataInputDeserializer(byte[] buffer, int start, int length) {
    setBuffer(buffer, start, length);
  }

  public DataInputDeserializer(ByteBuffer buffer) {
    setBuffer(buffer);
  }

  public void setBuffer(byte[] buffer) {
    this.buffer = buffer;
    this.position = 0;
    this.end = buffer.length;
  }

  public void setBuffer(byte[] buffer, int start, int length) {
    Objects.checkFromIndexSize(start, length, buffer.length);
    this.buffer = buffer;
    this.position = start;
    this.end = start + length;
  }

  /** Reads what remains of {@code buffer}, without a copy if it has an array. */
  public void setBuffer(ByteBuffer buffer) {
    if (buffer.hasArray()) {
      this.buffer = buffer.array();
      this.position = buffer.arrayOffset() + buffer.position();
      this.end = this.position + buffer.remaining();
    } else {
      byte[] copy = new byte[buffer.remaining()];
      buffer.duplicate().get(copy);
      setBuffer(copy);
    }
  }

  /** Lets go of the buffer. */
  public void releaseArrays() {
    setBuffer(EMPTY);
  }

  /** Bytes left. */
  public int available() {
    return end - position;
  }

  /** Index in the buffer of the next byte. */
  public int getPosition() {
    return position;
  }

  private EOFException endOfData() {
    return new EOFException("the data ends " + Math.max(0, end - position) + " bytes ahead");
  }

  @Override
  public boolean readBoolean() throws IOException {
    return readByte() != 0;
  }

  @Override
  public byte readByte() throws IOException {
    if (position >= end) {
      throw endOfData();
    }
    return buffer[position++];
  }

  @Override
  public int readUnsignedByte() throws IOException {
    return readByte() & 0xff;
  }

  @Override
  public short readShort() throws IOException {
    if (end - position < 2) {
      throw endOfData();
    }
    short v = BigEndian.getShort(buffer, position);
    position += 2;
    return v;
  }

  @Override
  public int readUnsignedShort() throws IOException {
    return readShort() & 0xffff;
  }

  @Override
  public char readChar() throws IOException {
    if (end - position < 2) {
      throw endOfData();
    }
    char v = (char) BigEndian.getShort(buffer, position);
    position += 2;
    return v;
  }

  @Override
  public int readInt() throws IOException {
    if (end - position < 4) {
      throw endOfData();
    }
    int v = BigEndian.getInt(buffer, position);
    position += 4;
    return v;
  }

  @Override
  public long readLong() throws IOException {
    if (end - position < 8) {
      throw endOfData();
    }
    long v = BigEndian.getLong(buffer, position);
    position += 8;
    return v;
  }

  @Override
  public float readFloat() throws IOException {
    return Float.intBitsToFloat(readInt());
  }

  @Override
  public double readDouble() throws IOException {
    return Double.longBitsToDouble(readLong());
  }

  @Override
  public void readFully(byte[] b) throws IOException {
    readFully(b, 0, b.length);
  }

  @Override
  public void readFully(byte[] b, int off, int len) throws IOException {
    if (len < 0) {
      throw new IndexOutOfBoundsException("negative length " + len);
    }
    if (len > end - position) {
      throw endOfData();
    }
    System.arraycopy(buffer, position, b, off, len);
    position += len;
  }

  @Override
  public int read(byte[] b, int off, int len) throws IOException {
    Objects.checkFromIndexSize(off, len, b.length);
    if (position >= end) {
      return len == 0 ? 0 : -1;
    }
    int count = Math.min(len, end - position);
    System.arraycopy(buffer, position, b, off, count);
    position += count;
    return count;
  }

  @Override
  public int read(byte[] b) throws IOException {
    return read(b, 0, b.length);
  }

  @Override
  public String readLine() throws IOException {
    if (position >= end) {
      return null;
    }
    StringBuilder line = new StringBuilder();
    while (position < end) {
      char c = (char) (buffer[position++] & 0xff);
      if (c == '\n') {
        break;
      }
      if (c == '\r') {
        if (position < end && buffer[position] == '\n') {
          position++;
        }
        break;
      }
      line.append(c);
    }
    return line.toString();
  }

  @Override
  public String readUTF() throws IOException {
    return readModifiedUtf8(readUnsignedShort());
  }

  /** Reads what {@link DataOutputSerializer#writeLongUTF} wrote. */
  public String readLongUTF() throws IOException {
    int length = readInt();
    if (length < 0) {
      throw new UTFDataFormatException("negative length of a string: " + length);
    }
    return readModifiedUtf8(length);
  }

  private String readModifiedUtf8(int length) throws IOException {
    if (length > end - position) {
      throw endOfData();
    }
    char[] chars = new char[length];
    int count = 0;
    int at = position;
    int stop = position + length;
    while (at < stop) {
      int c = buffer[at++];
      if (c >= 0) {
        chars[count++] = (char) c;
      } else if ((c & 0xe0) == 0xc0 && at < stop) {
        chars[count++] = (char) ((c & 0x1f) << 6 | continuation(at++));
      } else if ((c & 0xf0) == 0xe0 && at + 1 < stop) {
        chars[count++] = (char) ((c & 0x0f) << 12 | continuation(at++) << 6 | continuation(at++));
      } else {
        throw new UTFDataFormatException("malformed string at byte " + (at - 1 - position));
      }
    }
    position = stop;
    return new String(chars, 0, count);
  }

  private int continuation(int at) throws UTFDataFormatException {
    int c = buffer[at];
    if ((c & 0xc0) != 0x80) {
      throw new UTFDataFormatException("malformed string at byte " + (at - position));
    }
    return c & 0x3f;
  }

  @Override
  public int skipBytes(int n) throws IOException {
    int count = Math.max(0, Math.min(n, end - position));
    position += count;
    return count;
  }

  @Override
  public void skipBytesToRead(int numBytes) throws IOException {
    if (numBytes < 0) {
      throw new EOFException("cannot skip " + numBytes + " bytes");
    }
    if (numBytes > end - position) {
      throw endOfData();
    }
    position += numBytes;
  }
}
