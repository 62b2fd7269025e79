// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.aggregate;

import io.flyshuttle.core.function.ReduceFunction;
import io.flyshuttle.core.memory.ManagedMemory;
import io.flyshuttle.core.operator.Operator;
import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.operator.OperatorFactory;
import io.flyshuttle.core.operator.Output;
import io.flyshuttle.core.type.TypeComparator;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.operators.function.UserFunction;
import io.flyshuttle.operators.sort.ExternalSorter;
import io.flyshuttle.operators.sort.MemoryQuota;
import io.flyshuttle.operators.sort.Records;

/**
 * Reduces by key in a hash table. When the table outgrows its budget, a combiner emits what it has
 * and starts anew; a reducer empties the table into a sorter and goes on, and in the end reduces
 * neighbours of the sorted records.
 */
public final class HashReducer implements Operator {

  /** After so many records a combiner looks whether it is of use. */
  private static final int COMBINER_TRIAL = 1 << 16;

  private final UserFunction<ReduceFunction<Object>> userFunction;
  private final TypeComparator<Object> keys;
  private final boolean combiner;
  private ReducingTable table;
  private ManagedMemory sorterMemory;
  private Reduction reduction;
  private OperatorContext context;
  private Output<Object> output;
  private ExternalSorter<Object> sorter;
  private long seen;
  private boolean passing;

  private HashReducer(
      UserFunction<ReduceFunction<Object>> userFunction,
      TypeComparator<Object> keys,
      boolean combiner) {
    this.userFunction = userFunction;
    this.keys = keys;
    this.combiner = combiner;
  }

  /** One record per key. All records of a key must come to one subtask. */
  public static <T> OperatorFactory reducer(
      UserFunction<ReduceFunction<T>> function, TypeComparator<T> keys) {
    return factory(function, keys, false);
  }

  /** Fewer records per key, to be reduced again. */
  public static <T> OperatorFactory combiner(
      UserFunction<ReduceFunction<T>> function, TypeComparator<T> keys) {
    return factory(function, keys, true);
  }

  @SuppressWarnings("unchecked")
  private static OperatorFactory factory(
      UserFunction<?> function, TypeComparator<?> keys, boolean combiner) {
    return () ->
        new HashReducer(
            (UserFunction<ReduceFunction<Object>>) function,
            (TypeComparator<Object>) keys,
            combiner);
  }

  @Override
  public void open(OperatorContext newContext) throws Exception {
    context = newContext;
    output = context.output();
    TypeSerializer<Object> serializer = context.inputSerializer(0);
    reduction = new Reduction(userFunction.open(context), serializer);
    ManagedMemory memory = context.managedMemory();
    int forSorter =
        combiner ? 0 : Math.max(ExternalSorter.MIN_SEGMENTS, memory.totalSegments() / 4);
    sorterMemory = new MemoryQuota(memory, forSorter);
    table =
        BinaryReduceTable.of(
            reduction.function(),
            new MemoryQuota(memory, Math.max(0, memory.totalSegments() - forSorter)),
            serializer,
            keys);
    if (table == null) {
      long managed = (long) memory.totalSegments() * memory.segmentSize();
      table = new ReduceTable(keys.duplicate(), reduction, ObjectBudget.bytes(managed));
    }
  }

  @Override
  public void process(int input, Object record, long timestamp) throws Exception {
    if (passing) {
      output.emit(record, NO_TIMESTAMP);
      return;
    }
    seen++;
    if (table.add(record)) {
      return;
    }
    if (combiner) {
      // where hardly any record has a partner, looking for one costs more than sending it
      passing = seen >= COMBINER_TRIAL && table.size() > seen - seen / 10;
      emitTable();
      seen = 0;
      if (passing || !table.add(record)) {
        output.emit(record, NO_TIMESTAMP);
      }
    } else {
      emptyIntoSorter();
      if (!table.add(record)) {
        sorter.add(record);
      }
    }
  }

  private void emitTable() throws Exception {
    table.drain(record -> output.emit(record, NO_TIMESTAMP));
  }

  private void emptyIntoSorter() throws Exception {
    if (sorter == null) {
      sorter =
          new ExternalSorter<>(
              sorterMemory, context.spillDirectories(), context.inputSerializer(0), keys);
    }
    table.drain(sorter::add);
  }

  @Override
  public void finish() throws Exception {
    boolean reduced = table.flush();
    if (combiner || sorter == null && reduced) {
      emitTable();
      return;
    }
    emptyIntoSorter();
    table.close();
    Records<Object> records = sorter.finish();
    TypeComparator<Object> sameKey = keys.duplicate();
    Object current = records.next();
    if (current != null) {
      sameKey.setReference(current);
    }
    while (current != null) {
      Object next = records.next();
      if (next != null && sameKey.equalToReference(next)) {
        current = reduction.reduce(current, next);
      } else {
        output.emit(current, NO_TIMESTAMP);
        current = next;
        if (next != null) {
          sameKey.setReference(next);
        }
      }
    }
    sorter.close();
  }

  @Override
  public void close() throws Exception {
    try {
      userFunction.close();
    } finally {
      if (table != null) {
        table.close();
      }
      if (sorter != null) {
        sorter.close();
      }
    }
  }
}
