// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.aggregate;

import io.flyshuttle.core.function.ReduceFunction;
import io.flyshuttle.core.memory.ManagedMemory;
import io.flyshuttle.core.type.TypeComparator;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.operators.table.KeyBatch;
import io.flyshuttle.operators.table.KeyTable;

/**
 * One record per key in managed memory, for aggregations that change numbers where they lie. Used
 * by one thread.
 */
final class BinaryReduceTable implements ReducingTable {
  private final KeyTable<Object> table;
  private final KeyBatch<Object> batch;

  private BinaryReduceTable(KeyTable<Object> table, KeyBatch.Reducer reducer) {
    this.table = table;
    this.batch = KeyBatch.of(table, reducer);
  }

  /** Null if the function or the keys do not allow it. */
  static BinaryReduceTable of(
      ReduceFunction<Object> function,
      ManagedMemory memory,
      TypeSerializer<Object> serializer,
      TypeComparator<Object> keys) {
    KeyTable<Object> table = new KeyTable<>(memory, serializer, keys);
    int keyFields = KeyBatch.keyFields(table);
    if (keyFields < 0) {
      return null;
    }
    KeyBatch.Reducer reducer = null;
    if ((Object) function instanceof AggregateFields<?> aggregate) {
      reducer = aggregate.inPlace(serializer, keyFields);
    } else if ((Object) function instanceof AnyRecord<?>) {
      reducer = (kept, offset, record, from) -> {};
    }
    return reducer == null ? null : new BinaryReduceTable(table, reducer);
  }

  @Override
  public int size() {
    return table.size();
  }

  @Override
  public boolean add(Object record) throws Exception {
    return batch.add(record);
  }

  @Override
  public boolean flush() throws Exception {
    return batch.flush();
  }

  @Override
  public void drain(Receiver receiver) throws Exception {
    table.forEach(receiver::take);
    table.clear();
    batch.drain(receiver::take);
  }

  @Override
  public void close() {
    table.clear();
  }
}
