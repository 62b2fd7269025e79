// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.memory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.EOFException;
import java.nio.ByteBuffer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BigEndianTest {
  private static final int LENGTH = 24;

  @Property
  void shouldWriteWhatAByteBufferWrites(@ForAll long value, @ForAll @IntRange(max = 16) int at) {
    byte[] expected = ByteBuffer.allocate(LENGTH).putLong(at, value).array();
    byte[] whole = new byte[LENGTH];
    BigEndian.putLong(whole, at, value);
    assertArrayEquals(expected, whole);
    byte[] byBytes = new byte[LENGTH];
    BigEndian.putLongByBytes(byBytes, at, value);
    assertArrayEquals(expected, byBytes);
    assertEquals(value, BigEndian.getLong(expected, at));
    assertEquals(value, BigEndian.getLongByBytes(expected, at));
  }

  @Property
  void shouldWriteSmallValuesAsAByteBufferDoes(
      @ForAll int value, @ForAll @IntRange(max = 16) int at) {
    byte[] expected = ByteBuffer.allocate(LENGTH).putInt(at, value).array();
    byte[] whole = new byte[LENGTH];
    BigEndian.putInt(whole, at, value);
    assertArrayEquals(expected, whole);
    byte[] byBytes = new byte[LENGTH];
    BigEndian.putIntByBytes(byBytes, at, value);
    assertArrayEquals(expected, byBytes);
    assertEquals(value, BigEndian.getInt(expected, at));
    assertEquals(value, BigEndian.getIntByBytes(expected, at));
    byte[] half = new byte[LENGTH];
    BigEndian.putShort(half, at, value);
    assertArrayEquals(ByteBuffer.allocate(LENGTH).putShort(at, (short) value).array(), half);
    assertEquals((short) value, BigEndian.getShort(half, at));
  }

  @Test
  void shouldLetViewsStayWithinTheirArrays() {
    DataOutputSerializer out = new DataOutputSerializer(8);
    assertThrows(IndexOutOfBoundsException.class, () -> out.setTarget(new byte[8], 4, 9));
    assertThrows(IndexOutOfBoundsException.class, () -> out.setTarget(new byte[8], -1, 4));
    assertThrows(IndexOutOfBoundsException.class, () -> out.writeIntUnsafe(1, 5));
    assertThrows(IndexOutOfBoundsException.class, () -> out.writeIntUnsafe(1, -1));
    DataInputDeserializer in = new DataInputDeserializer(new byte[8]);
    assertThrows(EOFException.class, () -> in.skipBytesToRead(-1));
  }
}
