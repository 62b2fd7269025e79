// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state.ttl;

import io.flyshuttle.core.function.ReduceFunction;
import io.flyshuttle.core.state.ReducingState;
import java.util.Objects;

/** A reduced value that expires. */
final class TtlReducingState<T> implements ReducingState<T>, Mergeable {
  private final ExpiringValue<T> value;
  private final ReduceFunction<T> function;

  TtlReducingState(ExpiringValue<T> value, ReduceFunction<T> function) {
    this.value = value;
    this.function = function;
  }

  @Override
  public T get() throws Exception {
    return value.read();
  }

  @Override
  public void add(T added) throws Exception {
    Objects.requireNonNull(added, "null cannot be added to a reducing state");
    T before = value.read();
    value.write(before == null ? added : function.reduce(before, added));
  }

  @Override
  public Object take() throws Exception {
    T taken = value.read();
    value.clear();
    return taken;
  }

  @Override
  @SuppressWarnings("unchecked")
  public void give(Object taken) throws Exception {
    add((T) taken);
  }

  @Override
  public void clear() {
    value.clear();
  }
}
