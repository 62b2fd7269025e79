// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.dataset;

import io.flyshuttle.core.extract.TypeExtractor;
import io.flyshuttle.core.function.GroupCombineFunction;
import io.flyshuttle.core.function.GroupReduceFunction;
import io.flyshuttle.core.function.KeySelector;
import io.flyshuttle.core.function.Order;
import io.flyshuttle.core.function.Partitioner;
import io.flyshuttle.core.function.ReduceFunction;
import io.flyshuttle.core.job.InvalidProgramException;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.dataset.aggregation.Aggregations;
import io.flyshuttle.dataset.key.Keys;
import io.flyshuttle.operators.aggregate.FirstRecords;
import io.flyshuttle.operators.aggregate.SelectByFields;
import java.util.Objects;

/**
 * A data set with a key, whose groups have no order.
 *
 * @param <T> type of the records
 */
public class UnsortedGrouping<T> extends Grouping<T> {

  public UnsortedGrouping(DataSet<T> set, Keys<T> keys) {
    super(set, keys);
  }

  /** Sends groups where the partitioner says. The key must be a single field. */
  public UnsortedGrouping<T> withPartitioner(Partitioner<?> partitioner) {
    Objects.requireNonNull(partitioner);
    keys.checkPartitioner(partitioner, TypeExtractor.getPartitionerTypes(partitioner));
    this.customPartitioner = inputDataSet.clean(partitioner);
    return this;
  }

  /** Computes a field's sum, minimum or maximum in each group. */
  public AggregateOperator<T> aggregate(Aggregations agg, int field) {
    return new AggregateOperator<>(this, agg, field, CallSite.current());
  }

  /** The sum of a field in each group. */
  public AggregateOperator<T> sum(int field) {
    return aggregate(Aggregations.SUM, field);
  }

  /** The largest value of a field in each group. */
  public AggregateOperator<T> max(int field) {
    return aggregate(Aggregations.MAX, field);
  }

  /** The smallest value of a field in each group. */
  public AggregateOperator<T> min(int field) {
    return aggregate(Aggregations.MIN, field);
  }

  /** Makes one record of each group, two at a time. */
  public ReduceOperator<T> reduce(ReduceFunction<T> reducer) {
    Objects.requireNonNull(reducer, "the reduce function is null");
    return new ReduceOperator<>(this, inputDataSet.clean(reducer), CallSite.current());
  }

  /** Calls a function once per group, with all its records. */
  public <R> GroupReduceOperator<T, R> reduceGroup(GroupReduceFunction<T, R> reducer) {
    Objects.requireNonNull(reducer, "the group reduce function is null");
    TypeInformation<R> resultType =
        TypeExtractor.getGroupReduceReturnTypes(
            reducer, inputDataSet.getType(), CallSite.current(), true);
    return new GroupReduceOperator<>(
        this, resultType, inputDataSet.clean(reducer), CallSite.current());
  }

  /** Calls a function on parts of groups, where the records are; results must be grouped again. */
  public <R> GroupCombineOperator<T, R> combineGroup(GroupCombineFunction<T, R> combiner) {
    Objects.requireNonNull(combiner, "the group combine function is null");
    TypeInformation<R> resultType =
        TypeExtractor.getGroupCombineReturnTypes(
            combiner, inputDataSet.getType(), CallSite.current(), true);
    return new GroupCombineOperator<>(
        this, resultType, inputDataSet.clean(combiner), CallSite.current());
  }

  /** Any n records of each group. */
  public GroupReduceOperator<T, T> first(int n) {
    checkFirst(n);
    return new GroupReduceOperator<>(
        this, inputDataSet.getType(), new FirstRecords<>(n), CallSite.current());
  }

  /** The record of each group with the smallest values of the fields. */
  public ReduceOperator<T> minBy(int... fields) {
    return new ReduceOperator<>(
        this,
        new SelectByFields<>(
            DataSet.checkSelectFields("minBy", inputDataSet.getType(), fields), true),
        CallSite.current());
  }

  /** The record of each group with the largest values of the fields. */
  public ReduceOperator<T> maxBy(int... fields) {
    return new ReduceOperator<>(
        this,
        new SelectByFields<>(
            DataSet.checkSelectFields("maxBy", inputDataSet.getType(), fields), false),
        CallSite.current());
  }

  /** Orders the records of each group by a tuple field. */
  public SortedGrouping<T> sortGroup(int field, Order order) {
    refuseSelectorKeys("position");
    return sorted(Keys.ExpressionKeys.forSorting(field, inputDataSet.getType()), order);
  }

  /** Orders the records of each group by a field. */
  public SortedGrouping<T> sortGroup(String field, Order order) {
    refuseSelectorKeys("name");
    return sorted(Keys.ExpressionKeys.forSorting(field, inputDataSet.getType()), order);
  }

  /** Orders the records of each group by a key. */
  public <K> SortedGrouping<T> sortGroup(KeySelector<T, K> keySelector, Order order) {
    if (!(keys instanceof Keys.SelectorFunctionKeys)) {
      throw new InvalidProgramException(
          "sortGroup with a KeySelector needs a groupBy with a KeySelector");
    }
    TypeInformation<K> keyType =
        TypeExtractor.getKeySelectorTypes(keySelector, inputDataSet.getType());
    return sorted(
        new Keys.SelectorFunctionKeys<>(
            inputDataSet.clean(keySelector), inputDataSet.getType(), keyType),
        order);
  }

  private SortedGrouping<T> sorted(Keys<T> sortKeys, Order order) {
    SortedGrouping<T> grouping =
        new SortedGrouping<>(inputDataSet, keys, SortOrder.<T>none().then(sortKeys, order));
    grouping.customPartitioner = customPartitioner;
    return grouping;
  }

  private void refuseSelectorKeys(String kind) {
    if (keys instanceof Keys.SelectorFunctionKeys) {
      throw new InvalidProgramException(
          "sortGroup by " + kind + " needs a groupBy by fields; this one is by a KeySelector");
    }
  }

  static void checkFirst(int n) {
    if (n < 1) {
      throw new InvalidProgramException("first takes a number of at least 1, not " + n);
    }
  }

  @Override
  SortOrder<T> groupOrder() {
    return SortOrder.none();
  }
}
