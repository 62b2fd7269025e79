// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.accumulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.serialize.basic.StringSerializer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class AccumulatorsTest {

  /** Two subtasks add, one travels, they are merged; then one is emptied. */
  @SuppressWarnings("unchecked")
  private static <V, R extends Serializable> void assertMerges(
      Accumulator<V, R> first, R empty, List<V> one, List<V> other, R merged) throws Exception {
    Accumulator<V, R> second = first.clone();
    assertNotSame(first, second);
    one.forEach(first::add);
    assertEquals(empty, second.getLocalValue());
    other.forEach(second::add);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(second);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      first.merge((Accumulator<V, R>) in.readObject());
    }
    assertEquals(merged, first.getLocalValue());
    first.resetLocal();
    assertEquals(empty, first.getLocalValue());
  }

  @Test
  void shouldMergeCounters() throws Exception {
    assertMerges(new IntCounter(), 0, List.of(1, 2), List.of(3), 6);
    assertMerges(new LongCounter(), 0L, List.of(1L, 2L), List.of(3L), 6L);
    assertMerges(new DoubleCounter(), 0.0, List.of(1.5, 2.0), List.of(3.0), 6.5);
  }

  @Test
  void shouldMergeExtremes() throws Exception {
    assertMerges(new IntMaximum(), Integer.MIN_VALUE, List.of(1, -2), List.of(-3), 1);
    assertMerges(new IntMinimum(), Integer.MAX_VALUE, List.of(1, -2), List.of(-3), -3);
    assertMerges(new LongMaximum(), Long.MIN_VALUE, List.of(1L), List.of(5L), 5L);
    assertMerges(new LongMinimum(), Long.MAX_VALUE, List.of(1L), List.of(5L), 1L);
    assertMerges(new DoubleMaximum(), Double.NEGATIVE_INFINITY, List.of(-5.0), List.of(-7.0), -5.0);
    assertMerges(new DoubleMinimum(), Double.POSITIVE_INFINITY, List.of(-5.0), List.of(-7.0), -7.0);
  }

  @Test
  void shouldMergeAveragesByWeight() throws Exception {
    assertMerges(new AverageAccumulator(), 0.0, List.of(1.0, 2.0, 3.0), List.of(10.0), 4.0);
  }

  @Test
  void shouldMergeCollections() throws Exception {
    assertMerges(
        new Histogram(),
        new TreeMap<>(),
        List.of(1, 1, 2),
        List.of(2),
        new TreeMap<>(Map.of(1, 2, 2, 2)));
    assertMerges(
        new ListAccumulator<String>(),
        new ArrayList<>(),
        List.of("a"),
        List.of("b"),
        new ArrayList<>(List.of("a", "b")));
  }

  @Test
  void shouldKeepValuesAsBytes() throws Exception {
    SerializedListAccumulator<String> first = new SerializedListAccumulator<>();
    first.add("a", StringSerializer.INSTANCE);
    SerializedListAccumulator<String> second = new SerializedListAccumulator<>();
    second.add("b", StringSerializer.INSTANCE);
    first.merge(second);
    assertEquals(
        List.of("a", "b"),
        SerializedListAccumulator.deserializeList(
            first.getLocalValue(), StringSerializer.INSTANCE));
    assertThrows(UnsupportedOperationException.class, () -> first.add("c"));
  }

  @Test
  void shouldMergeSubtasksByNameAndLeaveThemAsTheyAre() {
    Map<String, Accumulator<?, ?>> total = new HashMap<>();
    IntCounter ofFirst = new IntCounter(1);
    AccumulatorMerge.into(total, Map.of("lines", ofFirst));
    AccumulatorMerge.into(total, Map.of("lines", new IntCounter(2), "words", new LongCounter(9)));
    assertEquals(Map.of("lines", 3, "words", 9L), AccumulatorMerge.results(total));
    assertEquals(1, ofFirst.getLocalValue());
  }

  @Test
  void shouldSayWhichNameStandsForTwoKinds() {
    Map<String, Accumulator<?, ?>> total = new HashMap<>(Map.of("n", new IntCounter()));
    FlyshuttleException e =
        assertThrows(
            FlyshuttleException.class,
            () -> AccumulatorMerge.into(total, Map.of("n", new LongCounter())));
    assertEquals(ErrorCode.INVALID_PROGRAM, e.code());
    assertTrue(e.getMessage().contains("\"n\""), e.getMessage());
  }
}
