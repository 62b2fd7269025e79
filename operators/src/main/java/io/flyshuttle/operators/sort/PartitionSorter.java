// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.sort;

import io.flyshuttle.core.operator.Operator;
import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.operator.OperatorFactory;
import io.flyshuttle.core.operator.Output;
import io.flyshuttle.core.type.TypeComparator;

/** Hands on its subtask's records in order, once all have come. */
public final class PartitionSorter implements Operator {
  private final TypeComparator<Object> comparator;
  private ExternalSorter<Object> sorter;
  private Output<Object> output;

  private PartitionSorter(TypeComparator<Object> comparator) {
    this.comparator = comparator;
  }

  /** A factory for the plan. */
  @SuppressWarnings("unchecked")
  public static <T> OperatorFactory factory(TypeComparator<T> comparator) {
    TypeComparator<?> erased = comparator;
    return () -> new PartitionSorter((TypeComparator<Object>) erased);
  }

  @Override
  public void open(OperatorContext context) {
    output = context.output();
    sorter =
        new ExternalSorter<>(
            context.managedMemory(),
            context.spillDirectories(),
            context.inputSerializer(0),
            comparator);
  }

  @Override
  public void process(int input, Object record, long timestamp) throws Exception {
    sorter.add(record);
  }

  @Override
  public void finish() throws Exception {
    Records<Object> records = sorter.finish();
    for (Object record = records.next(); record != null; record = records.next()) {
      output.emit(record, NO_TIMESTAMP);
    }
    sorter.close();
  }

  @Override
  public void close() throws Exception {
    if (sorter != null) {
      sorter.close();
    }
  }
}
