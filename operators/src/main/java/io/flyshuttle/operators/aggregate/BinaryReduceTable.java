// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.aggregate;

import io.flyshuttle.core.function.ReduceFunction;
import io.flyshuttle.core.memory.ManagedMemory;
import io.flyshuttle.core.type.TypeComparator;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.operators.table.KeyTable;

/**
 * One record per key in managed memory, for aggregations that change numbers where they lie. Used
 * by one thread.
 */
final class BinaryReduceTable implements ReducingTable {
  private final KeyTable<Object> table;
  private final KeyTable.InPlaceReducer<Object> reducer;

  private BinaryReduceTable(KeyTable<Object> table, KeyTable.InPlaceReducer<Object> reducer) {
    this.table = table;
    this.reducer = reducer;
  }

  /** Null if the function or the keys do not allow it. */
  static BinaryReduceTable of(
      ReduceFunction<Object> function,
      ManagedMemory memory,
      TypeSerializer<Object> serializer,
      TypeComparator<Object> keys) {
    KeyTable<Object> table = new KeyTable<>(memory, serializer, keys);
    if (!table.hasKeyFirst()) {
      return null;
    }
    KeyTable.InPlaceReducer<Object> reducer = null;
    if ((Object) function instanceof AggregateFields<?> aggregate) {
      reducer = aggregate.inPlace(serializer, table.keyFieldCount());
    } else if ((Object) function instanceof AnyRecord<?>) {
      reducer = (segment, offset, record) -> {};
    }
    return reducer == null ? null : new BinaryReduceTable(table, reducer);
  }

  @Override
  public int size() {
    return table.size();
  }

  @Override
  public boolean add(Object record) throws Exception {
    return table.reduceInPlace(record, reducer);
  }

  @Override
  public void drain(Receiver receiver) throws Exception {
    table.forEach(receiver::take);
    table.clear();
  }

  @Override
  public void close() {
    table.clear();
  }
}
