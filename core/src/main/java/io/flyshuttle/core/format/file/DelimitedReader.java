// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format.file;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Finds the records of a split in a stream, without looking at a byte twice. Records lie whole in
 * {@link #buffer}: what is left at its end moves to its start before more is read, and the buffer
 * grows for a record that does not fit.
 */
final class DelimitedReader {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Bytes first read behind the end of the split, to complete its last record. */
  private static final int TAIL_BYTES = 8 << 10;

  private static final int MIN_BUFFER_BYTES = 16;

  /** Holds the record that {@link #next} found. */
  byte[] buffer;

  /** Where the record starts. */
  int recordStart;

  /** How many bytes it has. */
  int recordLength;

  private final InputStream stream;
  private final int recordLimit;
  private final long splitEnd;
  private final boolean startsFile;

  private byte[] delimiter;
  private long firstBytePattern;
  private int unitBytes;

  /** Offset in the file of the first byte in the buffer. */
  private long bufferOffset;

  private int position;
  private int limit;
  private int tailBytes = TAIL_BYTES;
  private boolean streamEnded;
  private boolean anyRead;
  private boolean done;

  /**
   * A reader of what {@code stream} holds from {@code start} on.
   *
   * @param stream stands at {@code start}
   * @param bufferBytes how much is read at a time
   * @param recordLimit bytes that a record may have
   * @param splitEnd the first byte behind the split
   */
  DelimitedReader(InputStream stream, int bufferBytes, int recordLimit, long start, long splitEnd) {
    this.stream = stream;
    this.recordLimit = recordLimit;
    this.splitEnd = splitEnd;
    this.startsFile = start == 0;
    this.bufferOffset = start;
    long useful = splitEnd == Long.MAX_VALUE ? bufferBytes : splitEnd - start + TAIL_BYTES;
    this.buffer = new byte[(int) Math.max(MIN_BUFFER_BYTES, Math.min(bufferBytes, useful))];
  }

  /** The next bytes, fewer at the end of the stream. They stay to be read. */
  byte[] peek(int count) throws IOException {
    while (limit - position < count && fill()) {
      // fill until there is enough
    }
    return Arrays.copyOfRange(buffer, position, Math.min(limit, position + count));
  }

  /** Passes over {@code count} bytes that {@link #peek} has shown. */
  void skip(int count) {
    position += count;
  }

  /**
   * Sets the delimiter.
   *
   * @param unitBytes it is found only at offsets that are multiples of this
   */
  void setDelimiter(byte[] delimiter, int unitBytes) {
    this.delimiter = delimiter;
    this.unitBytes = unitBytes;
    this.firstBytePattern = (delimiter[0] & 0xffL) * 0x0101010101010101L;
  }

  /** Passes over the record that started before the split. */
  void skipToRecord() throws IOException {
    int from = position;
    while (true) {
      int found = find(from);
      if (found >= 0) {
        position = found + delimiter.length;
        return;
      }
      from = Math.max(position, limit - delimiter.length + 1);
      // A delimiter that starts behind the split's end makes a record of the next split.
      position = from;
      if (bufferOffset + from >= splitEnd || !fill()) {
        done = true;
        return;
      }
      from = position;
    }
  }

  /** Offset in the file of the next record. */
  long position() {
    return bufferOffset + position;
  }

  /** Offset in the file of the record that {@link #next} found. */
  long recordOffset() {
    return bufferOffset + recordStart;
  }

  /** Finds the next record; false if the split has no more. */
  boolean next() throws IOException {
    if (done || endsBeforeNext()) {
      return false;
    }
    int scanned = position;
    while (true) {
      int found = find(scanned);
      if (found >= 0) {
        return take(found, found + delimiter.length);
      }
      int unseen = Math.max(scanned, limit - delimiter.length + 1) - position;
      checkLength(limit - position - delimiter.length);
      if (!fill()) {
        done = true;
        return limit > position && take(limit, limit);
      }
      scanned = position + unseen;
    }
  }

  private boolean endsBeforeNext() {
    boolean isFirst = startsFile && !anyRead;
    return !isFirst && bufferOffset + position - delimiter.length >= splitEnd;
  }

  private boolean take(int end, int next) {
    checkLength(end - position);
    recordStart = position;
    recordLength = end - position;
    position = next;
    anyRead = true;
    return true;
  }

  private void checkLength(int length) {
    if (length > recordLimit) {
      throw new FlyshuttleException(
          ErrorCode.MALFORMED_INPUT,
          "The record at byte "
              + (bufferOffset + position)
              + " is longer than the limit of "
              + recordLimit
              + " bytes; is the delimiter right?");
    }
  }

  /** Where the first delimiter from {@code from} on starts; -1 if there is none in the buffer. */
  private int find(int from) {
    int last = limit - delimiter.length;
    if (delimiter.length == 1) {
      return findFirstByte(from, limit);
    }
    int at = from;
    while (at <= last) {
      at = findFirstByte(at, last + 1);
      if (at < 0) {
        return -1;
      }
      if (matches(at)) {
        return at;
      }
      at++;
    }
    return -1;
  }

  private boolean matches(int at) {
    for (int i = 1; i < delimiter.length; i++) {
      if (buffer[at + i] != delimiter[i]) {
        return false;
      }
    }
    return unitBytes == 1 || (bufferOffset + at) % unitBytes == 0;
  }

  /** Eight bytes at a time: a zero byte of {@code word ^ pattern} is a match. */
  private int findFirstByte(int from, int to) {
    byte[] bytes = buffer;
    long pattern = firstBytePattern;
    int at = from;
    for (; at <= to - Long.BYTES; at += Long.BYTES) {
      long difference = (long) LONGS.get(bytes, at) ^ pattern;
      long zeros = (difference - 0x0101010101010101L) & ~difference & 0x8080808080808080L;
      if (zeros != 0) {
        return at + (Long.numberOfTrailingZeros(zeros) >>> 3);
      }
    }
    byte first = (byte) pattern;
    for (; at < to; at++) {
      if (bytes[at] == first) {
        return at;
      }
    }
    return -1;
  }

  /** Reads more behind {@link #limit}; false at the end of the stream. */
  private boolean fill() throws IOException {
    if (streamEnded) {
      return false;
    }
    if (position > 0) {
      System.arraycopy(buffer, position, buffer, 0, limit - position);
      bufferOffset += position;
      limit -= position;
      position = 0;
    }
    if (limit == buffer.length) {
      grow();
    }
    int count = stream.read(buffer, limit, wanted());
    if (count < 0) {
      streamEnded = true;
      return false;
    }
    limit += count;
    return true;
  }

  private int wanted() {
    long inSplit = splitEnd - (bufferOffset + limit);
    int space = buffer.length - limit;
    if (inSplit > 0) {
      return (int) Math.min(space, inSplit);
    }
    int wanted = Math.min(space, tailBytes);
    tailBytes = Math.min(tailBytes * 2, 1 << 20);
    return wanted;
  }

  private void grow() {
    if (buffer.length == Integer.MAX_VALUE - Long.BYTES) {
      checkLength(Integer.MAX_VALUE);
      throw new FlyshuttleException(
          ErrorCode.MALFORMED_INPUT,
          "The record at byte " + bufferOffset + " is longer than 2 GB; is the delimiter right?");
    }
    long larger = Math.min(Integer.MAX_VALUE - (long) Long.BYTES, buffer.length * 2L);
    buffer = Arrays.copyOf(buffer, (int) larger);
  }
}
