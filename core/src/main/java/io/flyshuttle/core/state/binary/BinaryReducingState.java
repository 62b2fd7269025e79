// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state.binary;

import io.flyshuttle.core.function.ReduceFunction;
import io.flyshuttle.core.state.ReducingState;
import java.util.Objects;

/** One reduced value per key. */
final class BinaryReducingState<T> extends BinaryState implements ReducingState<T> {
  private final ReduceFunction<T> function;

  BinaryReducingState(EntryTable table, ReduceFunction<T> function) {
    super(table);
    this.function = function;
  }

  @Override
  @SuppressWarnings("unchecked")
  public T get() {
    return (T) table.get(namespace);
  }

  @Override
  public void add(T value) throws Exception {
    Objects.requireNonNull(value, "null cannot be added to a reducing state");
    T before = get();
    table.put(namespace, before == null ? value : function.reduce(before, value));
  }

  @Override
  @SuppressWarnings("unchecked")
  Object merged(Object first, Object second) throws Exception {
    return function.reduce((T) first, (T) second);
  }
}
