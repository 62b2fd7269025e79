// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.aggregate;

import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.function.GroupCombineFunction;
import io.flyshuttle.core.function.GroupReduceFunction;
import java.util.Iterator;

/**
 * The first n records of a group.
 *
 * @param <T> type of the records
 */
public final class FirstRecords<T>
    implements GroupReduceFunction<T, T>, GroupCombineFunction<T, T> {
  private static final long serialVersionUID = 1L;

  private final int count;

  public FirstRecords(int count) {
    this.count = count;
  }

  @Override
  public void reduce(Iterable<T> values, Collector<T> out) {
    Iterator<T> iterator = values.iterator();
    for (int i = 0; i < count && iterator.hasNext(); i++) {
      out.collect(iterator.next());
    }
  }

  @Override
  public void combine(Iterable<T> values, Collector<T> out) {
    reduce(values, out);
  }
}
