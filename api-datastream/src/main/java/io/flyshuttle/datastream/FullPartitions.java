// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream;

import io.flyshuttle.core.extract.TypeExtractor;
import io.flyshuttle.core.function.AggregateFunction;
import io.flyshuttle.core.function.KeySelector;
import io.flyshuttle.core.function.MapFunction;
import io.flyshuttle.core.function.MapPartitionFunction;
import io.flyshuttle.core.function.Order;
import io.flyshuttle.core.function.ReduceFunction;
import io.flyshuttle.core.function.rich.OpenContext;
import io.flyshuttle.core.function.rich.RichMapFunction;
import io.flyshuttle.core.job.InvalidProgramException;
import io.flyshuttle.core.job.TaskInfo;
import io.flyshuttle.core.state.KeyGroups;
import io.flyshuttle.core.stream.process.KeyedProcessFunction;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.typeinfo.BasicTypeInfo;
import io.flyshuttle.core.typeinfo.TupleTypeInfo;
import io.flyshuttle.operators.field.FieldAccesses;

/**
 * Windows over the partitions of a keyed stream.
 *
 * @param <E> type of the stream's records
 * @param <T> type of what the program sees of them
 * @param <K> type of the keys
 */
final class FullPartitions<E, T, K> implements PartitionWindowedStream<T> {
  private final KeyedStream<E, K> input;
  private final MapFunction<E, T> content;
  private final TypeInformation<T> type;

  private FullPartitions(
      KeyedStream<E, K> input, MapFunction<E, T> content, TypeInformation<T> type) {
    this.input = input;
    this.content = content;
    this.type = type;
  }

  /** A partition for each key. */
  static <T, K> PartitionWindowedStream<T> ofKeys(KeyedStream<T, K> input) {
    return new FullPartitions<>(input, record -> record, input.getType());
  }

  /** A partition for each subtask: one key each, which stays in its subtask. */
  static <T> PartitionWindowedStream<T> ofSubtasks(DataStream<T> input) {
    TypeInformation<Tuple2<Integer, T>> type =
        new TupleTypeInfo<>(BasicTypeInfo.INT_TYPE_INFO, input.getType());
    SingleOutputStreamOperator<Tuple2<Integer, T>> tagged =
        input.map(new KeyOfSubtask<T>()).returns(type).name("Partition");
    tagged.getTransformation().parallelismOf(input.getTransformation());
    return new FullPartitions<>(
        tagged.keyBy(record -> record.f0), record -> record.f1, input.getType());
  }

  @Override
  public <R> SingleOutputStreamOperator<R> mapPartition(MapPartitionFunction<T, R> function) {
    MapPartitionFunction<T, R> cleaned = input.clean(function);
    return add(
        "MapPartition",
        new PartitionFunctions.Mapped<K, E, T, R>(cleaned, content, type),
        Inferred.unary(cleaned, MapPartitionFunction.class, 0, 1, new int[] {1, 0}, type));
  }

  @Override
  public SingleOutputStreamOperator<T> sortPartition(int field, Order order) {
    return sorted(Keys.single(type, field), FieldAccesses.<T, Object>at(type, field).type(), order);
  }

  @Override
  public SingleOutputStreamOperator<T> sortPartition(String field, Order order) {
    return sorted(
        Keys.single(type, field), FieldAccesses.<T, Object>named(type, field).type(), order);
  }

  @Override
  public <S> SingleOutputStreamOperator<T> sortPartition(KeySelector<T, S> selector, Order order) {
    return sorted(input.clean(selector), TypeExtractor.getKeySelectorTypes(selector, type), order);
  }

  private <S> SingleOutputStreamOperator<T> sorted(
      KeySelector<T, S> selector, TypeInformation<S> keyType, Order order) {
    if (!keyType.isSortKeyType()) {
      throw new InvalidProgramException(
          "cannot sort by a key of type " + keyType + ": it has no order");
    }
    if (order != Order.ASCENDING && order != Order.DESCENDING) {
      throw new InvalidProgramException("the order is " + order + ": say ASCENDING or DESCENDING");
    }
    boolean ascending = order == Order.ASCENDING;
    return add(
        "SortPartition",
        new PartitionFunctions.Sorted<>(selector, ascending, content, type),
        Inferred.of(type));
  }

  @Override
  public SingleOutputStreamOperator<T> reduce(ReduceFunction<T> function) {
    return add(
        "Reduce",
        new PartitionFunctions.Reduced<>(input.clean(function), content, type),
        Inferred.of(type));
  }

  @Override
  public <A, R> SingleOutputStreamOperator<R> aggregate(AggregateFunction<T, A, R> function) {
    AggregateFunction<T, A, R> cleaned = input.clean(function);
    TypeInformation<A> accumulator =
        TypeExtractor.getAggregateFunctionAccumulatorType(cleaned, type, null, false);
    return add(
        "Aggregate",
        new PartitionFunctions.Aggregated<K, E, T, A, R>(cleaned, content, accumulator),
        Inferred.from(
            () -> TypeExtractor.getAggregateFunctionReturnType(cleaned, type, null, false)));
  }

  private <R> SingleOutputStreamOperator<R> add(
      String name, KeyedProcessFunction<K, E, R> function, Inferred<R> resultType) {
    SingleOutputStreamOperator<R> result =
        input.add(StreamOperators.keyedProcess(input, function, resultType));
    result.getTransformation().parallelismOf(input.flows().get(0).source());
    return result.name(name);
  }

  /** Gives records a key by which they go to the subtask that has the same number as this one. */
  private static final class KeyOfSubtask<T> extends RichMapFunction<T, Tuple2<Integer, T>> {
    private static final long serialVersionUID = 1L;

    private transient Integer key;

    @Override
    public void open(OpenContext openContext) {
      TaskInfo task = getRuntimeContext().getTaskInfo();
      int groups = task.getMaxNumberOfParallelSubtasks();
      int subtasks = task.getNumberOfParallelSubtasks();
      int candidate = 0;
      while (KeyGroups.subtaskOf(
              KeyGroups.groupOf(Integer.hashCode(candidate), groups), groups, subtasks)
          != task.getIndexOfThisSubtask()) {
        candidate++;
      }
      key = candidate;
    }

    @Override
    public Tuple2<Integer, T> map(T value) {
      return new Tuple2<>(key, value);
    }
  }
}
