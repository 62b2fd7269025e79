// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.appmaster.schedule.Wiring.Range;
import io.flyshuttle.core.graph.DistributionPattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class WiringTest {

  @Test
  void shouldConnectEverybodyWithEverybody() {
    Wiring wiring = new Wiring(DistributionPattern.ALL_TO_ALL, 2, 3);
    assertEquals(new Range(0, 2), wiring.producersOf(1));
    assertEquals(new Range(0, 3), wiring.consumersOf(0));
    assertEquals(2, wiring.subpartition(1, 2));
  }

  @Test
  void shouldConnectOneToOneWhenThereAreAsMany() {
    Wiring wiring = new Wiring(DistributionPattern.POINTWISE, 3, 3);
    for (int i = 0; i < 3; i++) {
      assertEquals(new Range(i, i + 1), wiring.producersOf(i));
      assertEquals(new Range(i, i + 1), wiring.consumersOf(i));
      assertEquals(0, wiring.subpartition(i, i));
    }
  }

  @Test
  void shouldDealConsumersInBlocks() {
    Wiring wiring = new Wiring(DistributionPattern.POINTWISE, 2, 5);
    assertEquals(new Range(0, 3), wiring.consumersOf(0));
    assertEquals(new Range(3, 5), wiring.consumersOf(1));
    assertEquals(1, wiring.subpartition(1, 4));
  }

  @Property
  void shouldAgreeFromBothEnds(
      @ForAll DistributionPattern pattern,
      @ForAll @IntRange(min = 1, max = 40) int producers,
      @ForAll @IntRange(min = 1, max = 40) int consumers) {
    Wiring wiring = new Wiring(pattern, producers, consumers);
    for (int p = 0; p < producers; p++) {
      Range to = wiring.consumersOf(p);
      assertTrue(to.size() > 0, "every producer is read");
      for (int c = 0; c < consumers; c++) {
        assertEquals(to.contains(c), wiring.producersOf(c).contains(p));
        if (to.contains(c)) {
          assertTrue(wiring.subpartition(p, c) >= 0 && wiring.subpartition(p, c) < to.size());
        }
      }
    }
    for (int c = 0; c < consumers; c++) {
      Range from = wiring.producersOf(c);
      assertTrue(from.size() > 0, "every consumer reads");
      if (pattern == DistributionPattern.POINTWISE) {
        assertTrue(from.size() <= (producers + consumers - 1) / consumers, "fair blocks");
      }
    }
  }
}
