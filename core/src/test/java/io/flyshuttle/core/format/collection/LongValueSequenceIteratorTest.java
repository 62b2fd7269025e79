// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format.collection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LongValueSequenceIteratorTest {

  @Test
  void shouldGiveAllNumbersInAnyNumberOfParts() {
    for (int parts = 1; parts < 8; parts++) {
      List<Long> all = new ArrayList<>();
      for (LongValueSequenceIterator part : new LongValueSequenceIterator(-2, 3).split(parts)) {
        part.forEachRemaining(value -> all.add(value.getValue()));
      }
      assertEquals(List.of(-2L, -1L, 0L, 1L, 2L, 3L), all);
    }
    assertThrows(IllegalArgumentException.class, () -> new LongValueSequenceIterator(2, 1));
  }
}
