// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.aggregate;

import io.flyshuttle.core.function.ReduceFunction;
import io.flyshuttle.core.tuple.Tuple;

/**
 * Keeps the tuple with the smallest, or largest, values of some fields, compared one after the
 * other; of equal ones the first.
 *
 * @param <T> type of the tuples
 */
public final class SelectByFields<T> implements ReduceFunction<T> {
  private static final long serialVersionUID = 1L;

  private final int[] fields;
  private final boolean smallest;

  public SelectByFields(int[] fields, boolean smallest) {
    this.fields = fields.clone();
    this.smallest = smallest;
  }

  @Override
  public T reduce(T first, T second) {
    for (int field : fields) {
      Comparable<Object> a = ((Tuple) first).getFieldNotNull(field);
      Object b = ((Tuple) second).getFieldNotNull(field);
      int order = a.compareTo(b);
      if (order != 0) {
        return order < 0 == smallest ? first : second;
      }
    }
    return first;
  }
}
