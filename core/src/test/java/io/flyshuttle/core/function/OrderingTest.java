// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.function;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class OrderingTest {
  private static final Ordering TWO =
      new Ordering()
          .appendOrdering(3, Long.class, Order.ASCENDING)
          .appendOrdering(1, String.class, Order.DESCENDING);

  @Test
  void shouldTellItsFields() {
    assertEquals(2, TWO.getNumberOfFields());
    assertArrayEquals(new int[] {3, 1}, TWO.getFieldPositions());
    assertArrayEquals(new boolean[] {true, false}, TWO.getFieldSortDirections());
    assertArrayEquals(new Class<?>[] {Long.class, String.class}, TWO.getTypes());
    assertArrayEquals(new Order[] {Order.ASCENDING, Order.DESCENDING}, TWO.getFieldOrders());
    assertEquals("[3:java.lang.Long:ASCENDING,1:java.lang.String:DESCENDING]", TWO.toString());
  }

  @Test
  void shouldBeMetByWhatOrdersFurtherAndNotByWhatOrdersOtherwise() {
    Ordering first = new Ordering(3, Long.class, Order.ASCENDING);
    assertTrue(first.isMetBy(TWO));
    assertFalse(TWO.isMetBy(first));
    assertTrue(new Ordering(3, null, Order.ANY).isMetBy(TWO));
    assertFalse(new Ordering(3, null, Order.DESCENDING).isMetBy(TWO));
    assertTrue(first.isOrderEqualOnFirstNFields(TWO, 1));
    assertFalse(first.isOrderEqualOnFirstNFields(TWO, 2));
  }

  @Test
  void shouldNotChangeWithItsCopy() {
    Ordering copy = TWO.clone();
    assertEquals(TWO, copy);
    copy.appendOrdering(0, null, Order.ASCENDING);
    assertNotEquals(TWO, copy);
    assertThrows(IllegalArgumentException.class, () -> copy.appendOrdering(0, null, Order.NONE));
    assertThrows(
        IllegalArgumentException.class, () -> copy.appendOrdering(-1, null, Order.ASCENDING));
  }
}
