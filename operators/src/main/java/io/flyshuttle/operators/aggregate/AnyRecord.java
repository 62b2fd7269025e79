// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.aggregate;

/**
 * Keeps one record of many: what makes a reduce drop repetitions.
 *
 * @param <T> type of the records
 */
public final class AnyRecord<T> implements InPlaceReduce<T> {
  private static final long serialVersionUID = 1L;

  @Override
  public T reduce(T first, T second) {
    return first;
  }
}
