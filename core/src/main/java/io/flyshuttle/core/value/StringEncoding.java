// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.value;

import io.flyshuttle.core.memory.MemorySegment;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The byte form of strings. Most strings hold characters up to 255 only, which take a byte each.
 *
 * <pre>
 *   header: variable-length number          content
 *   0                                       null
 *   (length + 1) * 2                        length bytes, Latin-1
 *   (length + 1) * 2 + 1                    length * 2 bytes, UTF-16 big-endian
 * </pre>
 */
public final class StringEncoding {
  /** Strings up to here are read through a buffer kept per thread. */
  private static final int SCRATCH_BYTES = 4096;

  /** The header has 32 bits. */
  private static final int MAX_LENGTH = (1 << 30) - 2;

  private static final ThreadLocal<byte[]> SCRATCH =
      ThreadLocal.withInitial(() -> new byte[SCRATCH_BYTES]);

  private StringEncoding() {}

  /** Writes a string or null. */
  public static void write(String text, DataOutput target) throws IOException {
    if (text == null) {
      target.writeByte(0);
      return;
    }
    int length = text.length();
    int allBits = 0;
    for (int i = 0; i < length; i++) {
      allBits |= text.charAt(i);
    }
    checkLength(length);
    if (allBits <= 0xff) {
      VarInt.write((length + 1) << 1, target);
      target.writeBytes(text);
    } else {
      VarInt.write((length + 1) << 1 | 1, target);
      target.writeChars(text);
    }
  }

  /** Writes characters or null. */
  public static void write(CharSequence text, DataOutput target) throws IOException {
    write(text == null ? null : text.toString(), target);
  }

  private static void checkLength(int length) throws IOException {
    if (length > MAX_LENGTH) {
      throw new IOException("a string of " + length + " characters is too long to be serialized");
    }
  }

  /** Reads what {@link #write} wrote. */
  public static String read(DataInput source) throws IOException {
    int header = VarInt.read(source);
    if (header == 0) {
      return null;
    }
    int length = (header >>> 1) - 1;
    int byteLength = (header & 1) == 0 ? length : length * 2;
    byte[] bytes = byteLength <= SCRATCH_BYTES ? SCRATCH.get() : new byte[byteLength];
    source.readFully(bytes, 0, byteLength);
    return new String(
        bytes,
        0,
        byteLength,
        (header & 1) == 0 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_16BE);
  }

  /** Copies one written string. */
  public static void copy(DataInput source, DataOutput target) throws IOException {
    int header = VarInt.read(source);
    VarInt.write(header, target);
    if (header == 0) {
      return;
    }
    int length = (header >>> 1) - 1;
    int remaining = (header & 1) == 0 ? length : length * 2;
    byte[] bytes = SCRATCH.get();
    while (remaining > 0) {
      int part = Math.min(remaining, bytes.length);
      source.readFully(bytes, 0, part);
      target.write(bytes, 0, part);
      remaining -= part;
    }
  }

  /**
   * Compares two written strings as {@link String#compareTo} does, null first. Stops reading where
   * the answer is known.
   */
  public static int compare(DataInput first, DataInput second) throws IOException {
    int firstHeader = VarInt.read(first);
    int secondHeader = VarInt.read(second);
    if (firstHeader == 0 || secondHeader == 0) {
      return Integer.compare(Math.min(firstHeader, 1), Math.min(secondHeader, 1));
    }
    int firstLength = (firstHeader >>> 1) - 1;
    int secondLength = (secondHeader >>> 1) - 1;
    boolean firstLatin = (firstHeader & 1) == 0;
    boolean secondLatin = (secondHeader & 1) == 0;
    int common = Math.min(firstLength, secondLength);
    for (int i = 0; i < common; i++) {
      int a = firstLatin ? first.readUnsignedByte() : first.readChar();
      int b = secondLatin ? second.readUnsignedByte() : second.readChar();
      if (a != b) {
        return a - b;
      }
    }
    return firstLength - secondLength;
  }

  /**
   * Writes the first bytes of a form whose unsigned order is that of the characters: one byte for a
   * character below 0x80, two below 0x800, else three; then zeros.
   */
  public static void putNormalizedKey(
      CharSequence text, MemorySegment target, int offset, int numBytes) {
    int position = offset;
    int end = offset + numBytes;
    int length = text.length();
    for (int i = 0; i < length && position < end; i++) {
      int c = text.charAt(i);
      if (c < 0x80) {
        target.put(position++, (byte) c);
      } else if (c < 0x800) {
        target.put(position++, (byte) (0xc0 | c >> 6));
        if (position < end) {
          target.put(position++, (byte) (0x80 | c & 0x3f));
        }
      } else {
        target.put(position++, (byte) (0xe0 | c >> 12));
        if (position < end) {
          target.put(position++, (byte) (0x80 | c >> 6 & 0x3f));
        }
        if (position < end) {
          target.put(position++, (byte) (0x80 | c & 0x3f));
        }
      }
    }
    while (position < end) {
      target.put(position++, (byte) 0);
    }
  }
}
