// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream;

import io.flyshuttle.core.function.AggregateFunction;
import io.flyshuttle.core.function.KeySelector;
import io.flyshuttle.core.function.MapPartitionFunction;
import io.flyshuttle.core.function.Order;
import io.flyshuttle.core.function.ReduceFunction;

/**
 * A stream that ends, each of whose partitions is one window: the records of a subtask or, of a
 * keyed stream, those of a key. Results come when the stream has ended. What waits until then is
 * keyed state, and so part of checkpoints.
 *
 * @param <T> type of the records
 */
public interface PartitionWindowedStream<T> {

  /** The function sees all records of a partition. */
  <R> SingleOutputStreamOperator<R> mapPartition(MapPartitionFunction<T, R> mapPartitionFunction);

  /** The records of a partition in order, by a tuple field; one partition is sorted in memory. */
  SingleOutputStreamOperator<T> sortPartition(int field, Order order);

  /** The records of a partition in order, by a field. */
  SingleOutputStreamOperator<T> sortPartition(String field, Order order);

  /** The records of a partition in order, by a key. */
  <K> SingleOutputStreamOperator<T> sortPartition(KeySelector<T, K> keySelector, Order order);

  /** One record for each partition. */
  SingleOutputStreamOperator<T> reduce(ReduceFunction<T> reduceFunction);

  /** One result for each partition. */
  <ACC, R> SingleOutputStreamOperator<R> aggregate(AggregateFunction<T, ACC, R> aggregateFunction);
}
