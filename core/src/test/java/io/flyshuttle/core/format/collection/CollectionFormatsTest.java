// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format.collection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CollectionFormatsTest {

  @Property(tries = 200)
  void shouldCutASequenceIntoItself(
      @ForAll @IntRange(min = -50, max = 50) int from,
      @ForAll @IntRange(min = 0, max = 30) int more,
      @ForAll @IntRange(min = 1, max = 40) int parts) {
    List<Long> expected = new ArrayList<>();
    for (long i = from; i <= from + more; i++) {
      expected.add(i);
    }
    List<Long> found = new ArrayList<>();
    NumberSequenceIterator[] split = new NumberSequenceIterator(from, from + more).split(parts);
    assertEquals(parts, split.length);
    for (NumberSequenceIterator part : split) {
      part.forEachRemaining(found::add);
    }
    assertEquals(expected, found);
  }

  @Test
  void shouldCoverAllLongNumbers() {
    NumberSequenceIterator[] halves =
        new NumberSequenceIterator(Long.MIN_VALUE, Long.MAX_VALUE).split(2);
    assertEquals(Long.MIN_VALUE, halves[0].getCurrent());
    assertEquals(-1, halves[0].getTo());
    assertEquals(0, halves[1].getCurrent());
    assertEquals(Long.MAX_VALUE, halves[1].getTo());
  }

  @Test
  void shouldRefuseElementsOfAnotherClass() {
    assertThrows(
        RuntimeException.class,
        () ->
            CollectionInputFormat.checkCollection(List.of((Number) 1, 2L), (Class) Integer.class));
  }
}
