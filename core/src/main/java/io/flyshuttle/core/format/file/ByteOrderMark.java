// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format.file;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The bytes by which a text file may say how it is encoded.
 *
 * @param charset the file's charset
 * @param length how many bytes the mark has; 0 if there is none
 */
record ByteOrderMark(Charset charset, int length) {

  /** Length of the longest mark. */
  static final int MAX_BYTES = 4;

  private static final Charset UTF_32 = Charset.forName("UTF-32");
  private static final Charset UTF_32BE = Charset.forName("UTF-32BE");
  private static final Charset UTF_32LE = Charset.forName("UTF-32LE");

  private static final byte[] MARK_8 = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
  private static final byte[] MARK_16BE = {(byte) 0xfe, (byte) 0xff};
  private static final byte[] MARK_16LE = {(byte) 0xff, (byte) 0xfe};
  private static final byte[] MARK_32BE = {0, 0, (byte) 0xfe, (byte) 0xff};
  private static final byte[] MARK_32LE = {(byte) 0xff, (byte) 0xfe, 0, 0};

  /** The mark at the start of a file that is said to be in {@code declared}. */
  static ByteOrderMark find(Charset declared, byte[] start) {
    String name = declared.name();
    if (name.equals("UTF-8")) {
      return new ByteOrderMark(declared, startsWith(start, MARK_8) ? MARK_8.length : 0);
    }
    if (name.startsWith("UTF-16")) {
      return choose(
          declared,
          start,
          MARK_16BE,
          StandardCharsets.UTF_16BE,
          MARK_16LE,
          StandardCharsets.UTF_16LE);
    }
    if (name.startsWith("UTF-32")) {
      return choose(declared, start, MARK_32BE, UTF_32BE, MARK_32LE, UTF_32LE);
    }
    return new ByteOrderMark(declared, 0);
  }

  private static ByteOrderMark choose(
      Charset declared,
      byte[] start,
      byte[] bigMark,
      Charset bigCharset,
      byte[] littleMark,
      Charset littleCharset) {
    boolean isFixed = explicit(declared).equals(declared);
    if (startsWith(start, bigMark) && !(isFixed && declared.equals(littleCharset))) {
      return new ByteOrderMark(bigCharset, bigMark.length);
    }
    if (startsWith(start, littleMark) && !(isFixed && declared.equals(bigCharset))) {
      return new ByteOrderMark(littleCharset, littleMark.length);
    }
    return new ByteOrderMark(explicit(declared), 0);
  }

  private static boolean startsWith(byte[] bytes, byte[] mark) {
    return bytes.length >= mark.length
        && Arrays.equals(bytes, 0, mark.length, mark, 0, mark.length);
  }

  /** {@code charset} with a fixed byte order: text encoded in it gets no mark. */
  static Charset explicit(Charset charset) {
    if (charset.equals(StandardCharsets.UTF_16)) {
      return StandardCharsets.UTF_16BE;
    }
    return charset.equals(UTF_32) ? UTF_32BE : charset;
  }

  /** Bytes of the unit at whose multiples characters start. */
  static int unitBytes(Charset charset) {
    String name = charset.name();
    return name.startsWith("UTF-16") ? 2 : name.startsWith("UTF-32") ? 4 : 1;
  }
}
