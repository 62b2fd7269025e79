// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.dataset;

import io.flyshuttle.core.extract.TypeExtractor;
import io.flyshuttle.core.function.GroupCombineFunction;
import io.flyshuttle.core.function.GroupReduceFunction;
import io.flyshuttle.core.function.Order;
import io.flyshuttle.core.function.Partitioner;
import io.flyshuttle.core.job.InvalidProgramException;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.dataset.key.Keys;
import io.flyshuttle.operators.aggregate.FirstRecords;
import java.util.Objects;

/**
 * A data set with a key, whose groups are in order.
 *
 * @param <T> type of the records
 */
public class SortedGrouping<T> extends Grouping<T> {
  private SortOrder<T> order;

  SortedGrouping(DataSet<T> set, Keys<T> keys, SortOrder<T> order) {
    super(set, keys);
    this.order = order;
  }

  /** Sends groups where the partitioner says. The key must be a single field. */
  public SortedGrouping<T> withPartitioner(Partitioner<?> partitioner) {
    Objects.requireNonNull(partitioner);
    keys.checkPartitioner(partitioner, TypeExtractor.getPartitionerTypes(partitioner));
    this.customPartitioner = inputDataSet.clean(partitioner);
    return this;
  }

  /** Calls a function once per group, with all its records in order. */
  public <R> GroupReduceOperator<T, R> reduceGroup(GroupReduceFunction<T, R> reducer) {
    Objects.requireNonNull(reducer, "the group reduce function is null");
    TypeInformation<R> resultType =
        TypeExtractor.getGroupReduceReturnTypes(
            reducer, inputDataSet.getType(), CallSite.current(), true);
    return new GroupReduceOperator<>(
        this, resultType, inputDataSet.clean(reducer), CallSite.current());
  }

  /** Calls a function on parts of groups, in order, where the records are. */
  public <R> GroupCombineOperator<T, R> combineGroup(GroupCombineFunction<T, R> combiner) {
    Objects.requireNonNull(combiner, "the group combine function is null");
    TypeInformation<R> resultType =
        TypeExtractor.getGroupCombineReturnTypes(
            combiner, inputDataSet.getType(), CallSite.current(), true);
    return new GroupCombineOperator<>(
        this, resultType, inputDataSet.clean(combiner), CallSite.current());
  }

  /** The first n records of each group. */
  public GroupReduceOperator<T, T> first(int n) {
    UnsortedGrouping.checkFirst(n);
    return new GroupReduceOperator<>(
        this, inputDataSet.getType(), new FirstRecords<>(n), CallSite.current());
  }

  /** Orders records that are equal so far by one more tuple field. */
  public SortedGrouping<T> sortGroup(int field, Order fieldOrder) {
    refuseSelectorOrder();
    order = order.then(Keys.ExpressionKeys.forSorting(field, inputDataSet.getType()), fieldOrder);
    return this;
  }

  /** Orders records that are equal so far by one more field. */
  public SortedGrouping<T> sortGroup(String field, Order fieldOrder) {
    refuseSelectorOrder();
    order = order.then(Keys.ExpressionKeys.forSorting(field, inputDataSet.getType()), fieldOrder);
    return this;
  }

  private void refuseSelectorOrder() {
    if (order.keys().get(0) instanceof Keys.SelectorFunctionKeys) {
      throw new InvalidProgramException(
          "after a sortGroup with a KeySelector no other sortGroup can follow");
    }
  }

  @Override
  SortOrder<T> groupOrder() {
    return order;
  }
}
