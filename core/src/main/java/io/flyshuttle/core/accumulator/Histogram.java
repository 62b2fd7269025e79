// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.accumulator;

import java.util.TreeMap;

/** Counts how often each integer was added. */
public class Histogram implements Accumulator<Integer, TreeMap<Integer, Integer>> {
  private static final long serialVersionUID = 1L;

  private TreeMap<Integer, Integer> counts = new TreeMap<>();

  @Override
  public void add(Integer value) {
    counts.merge(value, 1, Integer::sum);
  }

  @Override
  public TreeMap<Integer, Integer> getLocalValue() {
    return counts;
  }

  @Override
  public void merge(Accumulator<Integer, TreeMap<Integer, Integer>> other) {
    other.getLocalValue().forEach((value, count) -> counts.merge(value, count, Integer::sum));
  }

  @Override
  public void resetLocal() {
    counts.clear();
  }

  @Override
  @SuppressWarnings("MethodDoesntCallSuperMethod")
  public Accumulator<Integer, TreeMap<Integer, Integer>> clone() {
    Histogram copy = new Histogram();
    copy.counts = new TreeMap<>(counts);
    return copy;
  }

  @Override
  public String toString() {
    return counts.toString();
  }
}
