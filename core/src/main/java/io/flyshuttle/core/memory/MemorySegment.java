// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.memory;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.EOFException;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.BufferOverflowException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;

/**
 * A piece of memory of fixed size, on or off the heap, with random access to bytes and primitives.
 *
 * <p>Accesses outside of the segment throw {@link IndexOutOfBoundsException}. Methods without a
 * byte order in their name use little-endian order on every machine; those named {@code BigEndian}
 * keep the unsigned order of bytes, as normalized keys need it. A segment is used by one thread at
 * a time; who hands it on publishes it.
 *
 * <p>After {@link #free} any access fails.
 */
public final class MemorySegment {

  // Heap segments go through views of the array, off-heap ones through the buffer: measured equal
  // to unchecked access by address, and supported by every JDK.
  private static final VarHandle SHORT_LE =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle CHAR_LE =
      MethodHandles.byteArrayViewVarHandle(char[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT_LE =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG_LE =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final byte[] FREED_ARRAY = new byte[0];

  private final int size;
  private final boolean offHeap;
  private byte[] array;
  private ByteBuffer buffer;

  private MemorySegment(byte[] array, ByteBuffer buffer) {
    this.array = array;
    this.buffer = buffer;
    this.offHeap = array == null;
    this.size = offHeap ? buffer.capacity() : array.length;
  }

  /** A segment over an existing array; both see each other's changes. */
  public static MemorySegment wrap(byte[] array) {
    return new MemorySegment(Objects.requireNonNull(array), null);
  }

  /** A new segment of zeros in the heap. */
  public static MemorySegment allocateHeap(int size) {
    return new MemorySegment(new byte[size], null);
  }

  /** A new segment of zeros outside of the heap, counted as direct memory of the JVM. */
  public static MemorySegment allocateOffHeap(int size) {
    return wrapDirect(ByteBuffer.allocateDirect(size));
  }

  /** A segment over the whole of a direct buffer. */
  public static MemorySegment wrapDirect(ByteBuffer directBuffer) {
    if (!directBuffer.isDirect()) {
      throw new IllegalArgumentException("not a direct buffer: " + directBuffer);
    }
    ByteBuffer whole = directBuffer.duplicate();
    whole.clear();
    return new MemorySegment(null, whole.order(ByteOrder.LITTLE_ENDIAN));
  }

  /** Size in bytes. */
  public int size() {
    return size;
  }

  /** Whether the memory lies outside of the heap. */
  public boolean isOffHeap() {
    return offHeap;
  }

  /** The array behind a heap segment. */
  public byte[] getArray() {
    if (array == null) {
      throw new IllegalStateException("the segment is off-heap and has no array");
    }
    return array;
  }

  /** Makes every later access fail. The memory itself goes back once nothing refers to it. */
  public void free() {
    array = FREED_ARRAY;
    buffer = null;
  }

  /** Whether {@link #free} was called. */
  public boolean isFreed() {
    return array == FREED_ARRAY;
  }

  /** A view of a part of the segment, big-endian as buffers are unless told otherwise. */
  public ByteBuffer wrap(int offset, int length) {
    Objects.checkFromIndexSize(offset, length, size);
    if (array != null) {
      checkNotFreed();
      return ByteBuffer.wrap(array, offset, length);
    }
    ByteBuffer view = buffer.duplicate();
    view.limit(offset + length).position(offset);
    return view;
  }

  private void checkNotFreed() {
    if (array == FREED_ARRAY) {
      throw new IllegalStateException("the segment has been freed");
    }
  }

  // ---- single values ----

  public byte get(int index) {
    return array != null ? array[index] : buffer.get(index);
  }

  public void put(int index, byte value) {
    if (array != null) {
      array[index] = value;
    } else {
      buffer.put(index, value);
    }
  }

  public boolean getBoolean(int index) {
    return get(index) != 0;
  }

  public void putBoolean(int index, boolean value) {
    put(index, (byte) (value ? 1 : 0));
  }

  public char getChar(int index) {
    return array != null ? (char) CHAR_LE.get(array, index) : buffer.getChar(index);
  }

  public char getCharLittleEndian(int index) {
    return getChar(index);
  }

  public char getCharBigEndian(int index) {
    return Character.reverseBytes(getChar(index));
  }

  public void putChar(int index, char value) {
    if (array != null) {
      CHAR_LE.set(array, index, value);
    } else {
      buffer.putChar(index, value);
    }
  }

  public void putCharLittleEndian(int index, char value) {
    putChar(index, value);
  }

  public void putCharBigEndian(int index, char value) {
    putChar(index, Character.reverseBytes(value));
  }

  public short getShort(int index) {
    return array != null ? (short) SHORT_LE.get(array, index) : buffer.getShort(index);
  }

  public short getShortLittleEndian(int index) {
    return getShort(index);
  }

  public short getShortBigEndian(int index) {
    return Short.reverseBytes(getShort(index));
  }

  public void putShort(int index, short value) {
    if (array != null) {
      SHORT_LE.set(array, index, value);
    } else {
      buffer.putShort(index, value);
    }
  }

  public void putShortLittleEndian(int index, short value) {
    putShort(index, value);
  }

  public void putShortBigEndian(int index, short value) {
    putShort(index, Short.reverseBytes(value));
  }

  public int getInt(int index) {
    return array != null ? (int) INT_LE.get(array, index) : buffer.getInt(index);
  }

  public int getIntLittleEndian(int index) {
    return getInt(index);
  }

  public int getIntBigEndian(int index) {
    return Integer.reverseBytes(getInt(index));
  }

  public void putInt(int index, int value) {
    if (array != null) {
      INT_LE.set(array, index, value);
    } else {
      buffer.putInt(index, value);
    }
  }

  public void putIntLittleEndian(int index, int value) {
    putInt(index, value);
  }

  public void putIntBigEndian(int index, int value) {
    putInt(index, Integer.reverseBytes(value));
  }

  public long getLong(int index) {
    return array != null ? (long) LONG_LE.get(array, index) : buffer.getLong(index);
  }

  public long getLongLittleEndian(int index) {
    return getLong(index);
  }

  public long getLongBigEndian(int index) {
    return Long.reverseBytes(getLong(index));
  }

  public void putLong(int index, long value) {
    if (array != null) {
      LONG_LE.set(array, index, value);
    } else {
      buffer.putLong(index, value);
    }
  }

  public void putLongLittleEndian(int index, long value) {
    putLong(index, value);
  }

  public void putLongBigEndian(int index, long value) {
    putLong(index, Long.reverseBytes(value));
  }

  public float getFloat(int index) {
    return Float.intBitsToFloat(getInt(index));
  }

  public float getFloatLittleEndian(int index) {
    return getFloat(index);
  }

  public float getFloatBigEndian(int index) {
    return Float.intBitsToFloat(getIntBigEndian(index));
  }

  public void putFloat(int index, float value) {
    putInt(index, Float.floatToRawIntBits(value));
  }

  public void putFloatLittleEndian(int index, float value) {
    putFloat(index, value);
  }

  public void putFloatBigEndian(int index, float value) {
    putIntBigEndian(index, Float.floatToRawIntBits(value));
  }

  public double getDouble(int index) {
    return Double.longBitsToDouble(getLong(index));
  }

  public double getDoubleLittleEndian(int index) {
    return getDouble(index);
  }

  public double getDoubleBigEndian(int index) {
    return Double.longBitsToDouble(getLongBigEndian(index));
  }

  public void putDouble(int index, double value) {
    putLong(index, Double.doubleToRawLongBits(value));
  }

  public void putDoubleLittleEndian(int index, double value) {
    putDouble(index, value);
  }

  public void putDoubleBigEndian(int index, double value) {
    putLongBigEndian(index, Double.doubleToRawLongBits(value));
  }

  // ---- many bytes ----

  /** Fills {@code target} from {@code index} on. */
  public void get(int index, byte[] target) {
    get(index, target, 0, target.length);
  }

  public void get(int index, byte[] target, int offset, int length) {
    if (array != null) {
      System.arraycopy(array, index, target, offset, length);
    } else {
      buffer.get(index, target, offset, length);
    }
  }

  public void put(int index, byte[] source) {
    put(index, source, 0, source.length);
  }

  public void put(int index, byte[] source, int offset, int length) {
    if (array != null) {
      System.arraycopy(source, offset, array, index, length);
    } else {
      buffer.put(index, source, offset, length);
    }
  }

  /** Writes a part of the segment to {@code target}. */
  public void get(DataOutput target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, size);
    if (array != null) {
      target.write(array, offset, length);
      return;
    }
    byte[] chunk = new byte[Math.min(length, 4096)];
    for (int done = 0; done < length; ) {
      int count = Math.min(chunk.length, length - done);
      buffer.get(offset + done, chunk, 0, count);
      target.write(chunk, 0, count);
      done += count;
    }
  }

  /** Fills a part of the segment from {@code source}; {@link EOFException} if it ends too early. */
  public void put(DataInput source, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, size);
    if (array != null) {
      source.readFully(array, offset, length);
      return;
    }
    byte[] chunk = new byte[Math.min(length, 4096)];
    for (int done = 0; done < length; ) {
      int count = Math.min(chunk.length, length - done);
      source.readFully(chunk, 0, count);
      buffer.put(offset + done, chunk, 0, count);
      done += count;
    }
  }

  /** Copies into {@code target} at its position, which advances. */
  public void get(int offset, ByteBuffer target, int numBytes) {
    if (target.remaining() < numBytes) {
      throw new BufferOverflowException();
    }
    target.put(wrap(offset, numBytes));
  }

  /** Copies from {@code source} at its position, which advances. */
  public void put(int offset, ByteBuffer source, int numBytes) {
    if (source.remaining() < numBytes) {
      throw new BufferUnderflowException();
    }
    int limit = source.limit();
    source.limit(source.position() + numBytes);
    wrap(offset, numBytes).put(source);
    source.limit(limit);
  }

  /** Copies bytes into another segment; the ranges may overlap if it is the same one. */
  public void copyTo(int offset, MemorySegment target, int targetOffset, int numBytes) {
    if (array != null && target.array != null) {
      System.arraycopy(array, offset, target.array, targetOffset, numBytes);
    } else if (array != null) {
      target.buffer.put(targetOffset, array, offset, numBytes);
    } else if (target.array != null) {
      buffer.get(offset, target.array, targetOffset, numBytes);
    } else {
      target.buffer.put(targetOffset, buffer, offset, numBytes);
    }
  }

  /** Compares ranges of equal length as unsigned bytes; the sign of the answer is their order. */
  public int compare(MemorySegment other, int offset, int otherOffset, int length) {
    return compare(other, offset, otherOffset, length, length);
  }

  /** Compares ranges as unsigned bytes; a prefix comes before what it is a prefix of. */
  public int compare(
      MemorySegment other, int offset, int otherOffset, int length, int otherLength) {
    if (array != null && other.array != null) {
      return Arrays.compareUnsigned(
          array, offset, offset + length, other.array, otherOffset, otherOffset + otherLength);
    }
    int common = Math.min(length, otherLength);
    int mismatch = wrap(offset, common).mismatch(other.wrap(otherOffset, common));
    if (mismatch < 0) {
      return length - otherLength;
    }
    return (get(offset + mismatch) & 0xff) - (other.get(otherOffset + mismatch) & 0xff);
  }

  /** Whether two ranges of equal length hold the same bytes. */
  public boolean equalTo(MemorySegment other, int offset, int otherOffset, int length) {
    if (array != null && other.array != null) {
      return Arrays.equals(
          array, offset, offset + length, other.array, otherOffset, otherOffset + length);
    }
    return wrap(offset, length).mismatch(other.wrap(otherOffset, length)) < 0;
  }

  /** Exchanges ranges of two segments by way of {@code scratch}, of at least {@code length}. */
  public void swapBytes(
      byte[] scratch, MemorySegment other, int offset, int otherOffset, int length) {
    get(offset, scratch, 0, length);
    other.copyTo(otherOffset, this, offset, length);
    other.put(otherOffset, scratch, 0, length);
  }

  /** A well spread hash of a range; equal bytes have equal hashes in every process. */
  public int hash(int offset, int length) {
    Objects.checkFromIndexSize(offset, length, size);
    long h = 0x9E3779B97F4A7C15L ^ length;
    int i = offset;
    int end = offset + length;
    for (; i + 8 <= end; i += 8) {
      h = (h ^ getLong(i)) * 0xD6E8FEB86659FD93L;
      h ^= h >>> 32;
    }
    if (i + 4 <= end) {
      h = (h ^ (getInt(i) & 0xffffffffL)) * 0xD6E8FEB86659FD93L;
      h ^= h >>> 32;
      i += 4;
    }
    for (; i < end; i++) {
      h = (h ^ (get(i) & 0xff)) * 0xD6E8FEB86659FD93L;
      h ^= h >>> 32;
    }
    return (int) (h ^ (h >>> 29));
  }

  /** Sets a range to one value. */
  public void fill(int offset, int length, byte value) {
    Objects.checkFromIndexSize(offset, length, size);
    if (array != null) {
      checkNotFreed();
      Arrays.fill(array, offset, offset + length, value);
      return;
    }
    long eight = (value & 0xffL) * 0x0101010101010101L;
    int i = offset;
    for (; i + 8 <= offset + length; i += 8) {
      buffer.putLong(i, eight);
    }
    for (; i < offset + length; i++) {
      buffer.put(i, value);
    }
  }
}
