// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.dataset;

import io.flyshuttle.core.function.Order;
import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.job.InvalidProgramException;
import io.flyshuttle.core.type.TypeComparator;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.dataset.key.Keys;
import io.flyshuttle.operators.key.ComparatorChain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Keys with directions, most significant first.
 *
 * @param keys the keys
 * @param orders a direction for each
 * @param <T> type of the records
 */
record SortOrder<T>(List<Keys<T>> keys, List<Order> orders) {

  /** No order at all. */
  static <T> SortOrder<T> none() {
    return new SortOrder<>(List.of(), List.of());
  }

  /** This order, then by one more key. */
  SortOrder<T> then(Keys<T> key, Order order) {
    if (order == null || order == Order.NONE) {
      throw new InvalidProgramException("sorting needs a direction: ASCENDING or DESCENDING");
    }
    List<Keys<T>> moreKeys = new ArrayList<>(keys);
    moreKeys.add(key);
    List<Order> moreOrders = new ArrayList<>(orders);
    moreOrders.add(order);
    return new SortOrder<>(List.copyOf(moreKeys), List.copyOf(moreOrders));
  }

  boolean isEmpty() {
    return keys.isEmpty();
  }

  /** Compares by {@code first}, if there is one, then by this order. */
  TypeComparator<T> comparator(
      Keys<T> first, TypeSerializer<T> serializer, ExecutionConfig config) {
    List<TypeComparator<T>> parts = new ArrayList<>();
    if (first != null) {
      parts.add(first.comparator(config));
    }
    for (int i = 0; i < keys.size(); i++) {
      boolean[] ascending = new boolean[keys.get(i).getNumberOfKeyFields()];
      Arrays.fill(ascending, orders.get(i) != Order.DESCENDING);
      parts.add(keys.get(i).comparator(ascending, config));
    }
    return parts.size() == 1 ? parts.get(0) : new ComparatorChain<>(parts, serializer);
  }

  String describe() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < keys.size(); i++) {
      text.append(i == 0 ? "" : ", ")
          .append(keys.get(i).describe())
          .append(' ')
          .append(orders.get(i).getShortName());
    }
    return text.toString();
  }
}
