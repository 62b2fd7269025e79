// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class AbstractIDTest {

  @Test
  void shouldBeTheSameFromItsBytes() {
    AbstractID id = new AbstractID(0x0102030405060708L, -1);

    assertEquals(id, new AbstractID(id.getBytes()));
    assertEquals(id, new AbstractID(id));
    assertEquals("0102030405060708ffffffffffffffff", id.toHexString());
    assertEquals(1, id.getBytes()[0]);
    assertEquals(0, id.compareTo(new AbstractID(id)));
  }

  @Test
  void shouldDiffer() {
    assertNotEquals(new AbstractID(), new AbstractID());
    assertTrue(new AbstractID(1, 2).compareTo(new AbstractID(2, 1)) > 0);
    assertThrows(IllegalArgumentException.class, () -> new AbstractID(new byte[3]));
  }
}
