// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.accumulator;

import java.util.ArrayList;

/**
 * Keeps all values. They travel to the client, so let them be few.
 *
 * @param <T> type of the values, which must be serializable
 */
public class ListAccumulator<T> implements Accumulator<T, ArrayList<T>> {
  private static final long serialVersionUID = 1L;

  private ArrayList<T> values = new ArrayList<>();

  @Override
  public void add(T value) {
    values.add(value);
  }

  @Override
  public ArrayList<T> getLocalValue() {
    return values;
  }

  @Override
  public void resetLocal() {
    values.clear();
  }

  @Override
  public void merge(Accumulator<T, ArrayList<T>> other) {
    values.addAll(other.getLocalValue());
  }

  @Override
  @SuppressWarnings("MethodDoesntCallSuperMethod")
  public Accumulator<T, ArrayList<T>> clone() {
    ListAccumulator<T> copy = new ListAccumulator<>();
    copy.values = new ArrayList<>(values);
    return copy;
  }

  @Override
  public String toString() {
    return "ListAccumulator " + values;
  }
}
