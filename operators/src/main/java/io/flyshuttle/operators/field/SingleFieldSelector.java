// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.field;

import io.flyshuttle.core.function.KeySelector;

/**
 * Makes a key of one field.
 *
 * @param <T> type of the records
 * @param <K> type of the field
 */
public record SingleFieldSelector<T, K>(FieldAccess<T, K> field) implements KeySelector<T, K> {

  @Override
  public K getKey(T record) {
    return field.get(record);
  }
}
