// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.dataset;

import io.flyshuttle.core.extract.TypeExtractor;
import io.flyshuttle.core.function.KeySelector;
import io.flyshuttle.core.function.Order;
import io.flyshuttle.core.job.InvalidProgramException;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.dataset.key.Keys;
import java.util.Objects;

/**
 * Sorts the records of each subtask.
 *
 * @param <T> type of the records
 */
public class SortPartitionOperator<T> extends SingleInputOperator<T, T, SortPartitionOperator<T>> {
  private final String sortLocationName;
  private final boolean useKeySelector;
  private SortOrder<T> order;

  private SortPartitionOperator(
      DataSet<T> input, Keys<T> keys, boolean useKeySelector, Order order, String location) {
    super(input, input.getType());
    this.sortLocationName = location;
    this.useKeySelector = useKeySelector;
    this.order = SortOrder.<T>none().then(keys, order);
  }

  /** By a tuple field. */
  public SortPartitionOperator(
      DataSet<T> input, int sortField, Order sortOrder, String sortLocationName) {
    this(
        input,
        Keys.ExpressionKeys.forSorting(sortField, input.getType()),
        false,
        sortOrder,
        sortLocationName);
  }

  /** By a field. */
  public SortPartitionOperator(
      DataSet<T> input, String sortField, Order sortOrder, String sortLocationName) {
    this(
        input,
        Keys.ExpressionKeys.forSorting(sortField, input.getType()),
        false,
        sortOrder,
        sortLocationName);
  }

  /** By a key that a function takes out of the record. */
  public <K> SortPartitionOperator(
      DataSet<T> input,
      Keys.SelectorFunctionKeys<T, K> sortKey,
      Order sortOrder,
      String sortLocationName) {
    this(input, sortKey, true, sortOrder, sortLocationName);
    if (!sortKey.getKeyType().isSortKeyType()) {
      throw new InvalidProgramException(
          "cannot sort by a key of type " + sortKey.getKeyType() + ": it has no order");
    }
  }

  static <T, K> SortPartitionOperator<T> bySelector(
      DataSet<T> input, KeySelector<T, K> selector, Order order, String location) {
    Objects.requireNonNull(selector, "the key selector is null");
    TypeInformation<K> keyType = TypeExtractor.getKeySelectorTypes(selector, input.getType());
    return new SortPartitionOperator<>(
        input,
        new Keys.SelectorFunctionKeys<>(input.clean(selector), input.getType(), keyType),
        order,
        location);
  }

  /** Whether the order is by a key selector. */
  public boolean useKeySelector() {
    return useKeySelector;
  }

  /** Orders records that are equal so far by one more tuple field. */
  public SortPartitionOperator<T> sortPartition(int field, Order fieldOrder) {
    refuseSelector();
    order = order.then(Keys.ExpressionKeys.forSorting(field, getInputType()), fieldOrder);
    return this;
  }

  /** Orders records that are equal so far by one more field. */
  public SortPartitionOperator<T> sortPartition(String field, Order fieldOrder) {
    refuseSelector();
    order = order.then(Keys.ExpressionKeys.forSorting(field, getInputType()), fieldOrder);
    return this;
  }

  /** Always refused: a key selector must give the whole order. */
  public <K> SortPartitionOperator<T> sortPartition(
      KeySelector<T, K> keyExtractor, Order fieldOrder) {
    throw new InvalidProgramException(
        "sortPartition with a KeySelector cannot be combined with another: let the selector return"
            + " a tuple of all keys");
  }

  private void refuseSelector() {
    if (useKeySelector) {
      throw new InvalidProgramException(
          "after a sortPartition with a KeySelector no other can follow: let the selector return a"
              + " tuple of all keys");
    }
  }

  @Override
  Stage translate(Planner planner) {
    return GroupPlans.sortPartition(planner, this, sortLocationName, order);
  }
}
