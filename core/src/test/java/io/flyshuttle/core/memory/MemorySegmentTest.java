// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.memory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class MemorySegmentTest {

  private static MemorySegment segment(boolean offHeap, int size) {
    return offHeap ? MemorySegment.allocateOffHeap(size) : MemorySegment.allocateHeap(size);
  }

  static Stream<Arguments> pairs() {
    return Stream.of(
        Arguments.of(false, false),
        Arguments.of(false, true),
        Arguments.of(true, false),
        Arguments.of(true, true));
  }

  static Stream<Boolean> kinds() {
    return Stream.of(false, true);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void shouldReadWhatWasWritten(boolean offHeap) {
    MemorySegment segment = segment(offHeap, 64);
    segment.putLong(3, 0x1122334455667788L);
    assertEquals(0x1122334455667788L, segment.getLong(3));
    assertEquals(0x8877665544332211L, segment.getLongBigEndian(3));
    assertEquals((byte) 0x88, segment.get(3));
    segment.putLongBigEndian(11, 0x1122334455667788L);
    assertEquals(0x11, segment.get(11));
    assertEquals(0x1122334455667788L, segment.getLongBigEndian(11));
    segment.putIntBigEndian(20, -2);
    assertEquals(-2, segment.getIntBigEndian(20));
    segment.putShortBigEndian(25, (short) -3);
    assertEquals(-3, segment.getShortBigEndian(25));
    segment.putCharBigEndian(28, 'ß');
    assertEquals('ß', segment.getCharBigEndian(28));
    segment.putDouble(30, Math.PI);
    assertEquals(Math.PI, segment.getDouble(30));
    segment.putFloatBigEndian(40, 1.5f);
    assertEquals(1.5f, segment.getFloatBigEndian(40));
    segment.putBoolean(50, true);
    assertTrue(segment.getBoolean(50));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void shouldRefuseAccessOutside(boolean offHeap) {
    MemorySegment segment = segment(offHeap, 16);
    assertThrows(IndexOutOfBoundsException.class, () -> segment.getLong(9));
    assertThrows(IndexOutOfBoundsException.class, () -> segment.putInt(-1, 1));
    assertThrows(IndexOutOfBoundsException.class, () -> segment.get(16));
    assertThrows(IndexOutOfBoundsException.class, () -> segment.hash(10, 7));
    segment.free();
    assertTrue(segment.isFreed());
    assertThrows(IndexOutOfBoundsException.class, () -> segment.get(0));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void shouldCopyCompareAndSwap(boolean first, boolean second) {
    byte[] bytes = new byte[100];
    new Random(1).nextBytes(bytes);
    MemorySegment a = segment(first, 100);
    MemorySegment b = segment(second, 120);
    a.put(0, bytes);
    a.copyTo(10, b, 30, 70);

    assertTrue(a.equalTo(b, 10, 30, 70));
    assertEquals(0, a.compare(b, 10, 30, 70));
    assertEquals(a.hash(10, 70), b.hash(30, 70));
    b.put(60, (byte) (b.get(60) ^ 0x80));
    assertFalse(a.equalTo(b, 10, 30, 70));
    assertNotEquals(a.hash(10, 70), b.hash(30, 70));
    boolean above = (a.get(40) & 0xff) > (b.get(60) & 0xff);
    assertEquals(above, a.compare(b, 10, 30, 70) > 0);
    assertTrue(a.compare(b, 10, 30, 5, 6) < 0, "a prefix comes first");

    byte[] before = new byte[20];
    b.get(0, before);
    a.swapBytes(new byte[20], b, 0, 0, 20);
    byte[] after = new byte[20];
    a.get(0, after);
    assertArrayEquals(before, after);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void shouldExchangeWithBuffersAndFill(boolean offHeap) {
    MemorySegment segment = segment(offHeap, 32);
    ByteBuffer source = ByteBuffer.wrap(new byte[] {1, 2, 3, 4, 5});
    segment.put(7, source, 4);
    assertEquals(1, source.remaining());
    ByteBuffer target = ByteBuffer.allocate(4);
    segment.get(7, target, 4);
    assertArrayEquals(new byte[] {1, 2, 3, 4}, target.array());
    segment.fill(3, 20, (byte) -1);
    assertEquals(0, segment.get(2));
    assertEquals(-1, segment.get(3));
    assertEquals(-1, segment.get(22));
    assertEquals(0, segment.get(23));
  }
}
