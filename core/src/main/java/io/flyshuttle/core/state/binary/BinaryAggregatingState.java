// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state.binary;

import io.flyshuttle.core.function.AggregateFunction;
import io.flyshuttle.core.state.AggregatingState;
import java.util.Objects;

/** One accumulator per key. */
final class BinaryAggregatingState<IN, ACC, OUT> extends BinaryState
    implements AggregatingState<IN, OUT> {
  private final AggregateFunction<IN, ACC, OUT> function;

  BinaryAggregatingState(EntryTable table, AggregateFunction<IN, ACC, OUT> function) {
    super(table);
    this.function = function;
  }

  @Override
  @SuppressWarnings("unchecked")
  public OUT get() {
    ACC accumulator = (ACC) table.get(namespace);
    return accumulator == null ? null : function.getResult(accumulator);
  }

  @Override
  @SuppressWarnings("unchecked")
  public void add(IN value) {
    Objects.requireNonNull(value, "null cannot be added to an aggregating state");
    ACC before = (ACC) table.get(namespace);
    ACC from = before == null ? function.createAccumulator() : before;
    table.put(namespace, function.add(value, from));
  }

  @Override
  @SuppressWarnings("unchecked")
  Object merged(Object first, Object second) {
    return function.merge((ACC) first, (ACC) second);
  }
}
