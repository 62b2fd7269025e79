// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state.ttl;

import io.flyshuttle.core.function.AggregateFunction;
import io.flyshuttle.core.state.AggregatingState;
import java.util.Objects;

/** An accumulator that expires. */
final class TtlAggregatingState<IN, ACC, OUT> implements AggregatingState<IN, OUT>, Mergeable {
  private final ExpiringValue<ACC> value;
  private final AggregateFunction<IN, ACC, OUT> function;

  TtlAggregatingState(ExpiringValue<ACC> value, AggregateFunction<IN, ACC, OUT> function) {
    this.value = value;
    this.function = function;
  }

  @Override
  public OUT get() throws Exception {
    ACC accumulator = value.read();
    return accumulator == null ? null : function.getResult(accumulator);
  }

  @Override
  public void add(IN added) throws Exception {
    Objects.requireNonNull(added, "null cannot be added to an aggregating state");
    ACC before = value.read();
    value.write(function.add(added, before == null ? function.createAccumulator() : before));
  }

  @Override
  public Object take() throws Exception {
    ACC taken = value.read();
    value.clear();
    return taken;
  }

  @Override
  @SuppressWarnings("unchecked")
  public void give(Object taken) throws Exception {
    ACC before = value.read();
    value.write(before == null ? (ACC) taken : function.merge(before, (ACC) taken));
  }

  @Override
  public void clear() {
    value.clear();
  }
}
