// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.memory;

import java.lang.reflect.Field;
import java.nio.ByteOrder;
import java.util.Set;
import sun.misc.Unsafe;

/**
 * Values in byte arrays, in big-endian order, at any position. Positions are not checked: callers
 * have made sure that the bytes are within the array.
 *
 * <p>Every record passes here, also before the JIT compiler has got to the loop it is in. Handles
 * of byte array views ({@code VarHandle}) come to the same machine code in the end, but each is 150
 * bytes of bytecode to inline on the way there, which is half of what there is to compile in the
 * loop of a source, and is slow until that is done. Where {@link Unsafe} is not to be had the bytes
 * are taken one by one.
 */
final class BigEndian {
  private static final Set<String> UNALIGNED_ACCESS = Set.of("amd64", "x86_64", "aarch64");
  private static final Unsafe UNSAFE = findUnsafe();

  /** Whether values are read and written as a whole. */
  private static final boolean WHOLE = UNSAFE != null;

  private static final long BASE = WHOLE ? UNSAFE.arrayBaseOffset(byte[].class) : 0;

  private BigEndian() {}

  @SuppressWarnings("deprecation")
  private static Unsafe findUnsafe() {
    if (ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN
        || !UNALIGNED_ACCESS.contains(System.getProperty("os.arch"))) {
      return null;
    }
    try {
      Field field = Unsafe.class.getDeclaredField("theUnsafe");
      field.setAccessible(true);
      Unsafe found = (Unsafe) field.get(null);
      byte[] probe = new byte[Long.BYTES + 1];
      found.putLong(probe, found.arrayBaseOffset(byte[].class) + 1L, Long.reverseBytes(1L));
      return probe[Long.BYTES] == 1 ? found : null;
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      // a later JVM, which has it no more: there is another way
      return null;
    }
  }

  static long getLong(byte[] array, int at) {
    return WHOLE ? Long.reverseBytes(UNSAFE.getLong(array, BASE + at)) : getLongByBytes(array, at);
  }

  static void putLong(byte[] array, int at, long value) {
    if (WHOLE) {
      UNSAFE.putLong(array, BASE + at, Long.reverseBytes(value));
    } else {
      putLongByBytes(array, at, value);
    }
  }

  static int getInt(byte[] array, int at) {
    return WHOLE ? Integer.reverseBytes(UNSAFE.getInt(array, BASE + at)) : getIntByBytes(array, at);
  }

  static void putInt(byte[] array, int at, int value) {
    if (WHOLE) {
      UNSAFE.putInt(array, BASE + at, Integer.reverseBytes(value));
    } else {
      putIntByBytes(array, at, value);
    }
  }

  static short getShort(byte[] array, int at) {
    return (short) (array[at] << 8 | array[at + 1] & 0xff);
  }

  static void putShort(byte[] array, int at, int value) {
    array[at] = (byte) (value >>> 8);
    array[at + 1] = (byte) value;
  }

  static long getLongByBytes(byte[] array, int at) {
    return (long) getIntByBytes(array, at) << 32 | getIntByBytes(array, at + 4) & 0xffffffffL;
  }

  static void putLongByBytes(byte[] array, int at, long value) {
    putIntByBytes(array, at, (int) (value >>> 32));
    putIntByBytes(array, at + 4, (int) value);
  }

  static int getIntByBytes(byte[] array, int at) {
    return array[at] << 24
        | (array[at + 1] & 0xff) << 16
        | (array[at + 2] & 0xff) << 8
        | array[at + 3] & 0xff;
  }

  static void putIntByBytes(byte[] array, int at, int value) {
    array[at] = (byte) (value >>> 24);
    array[at + 1] = (byte) (value >>> 16);
    array[at + 2] = (byte) (value >>> 8);
    array[at + 3] = (byte) value;
  }
}
