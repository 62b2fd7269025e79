// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.dataset;

import io.flyshuttle.core.extract.TypeExtractor;
import io.flyshuttle.core.format.DataDistribution;
import io.flyshuttle.core.function.Order;
import io.flyshuttle.core.function.Partitioner;
import io.flyshuttle.core.job.InvalidProgramException;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.dataset.PartitionOperatorBase.PartitionMethod;
import io.flyshuttle.dataset.key.Keys;
import java.util.Objects;

/**
 * Spreads the records over the subtasks of the next operator.
 *
 * @param <T> type of the records
 */
public class PartitionOperator<T> extends SingleInputOperator<T, T, PartitionOperator<T>> {
  private final Keys<T> keys;
  private final PartitionMethod method;
  private final Partitioner<?> customPartitioner;
  private final DataDistribution distribution;
  private final String partitionLocationName;
  private Order[] orders;

  /** Without a key. */
  public PartitionOperator(DataSet<T> input, PartitionMethod method, String partitionLocationName) {
    this(input, method, null, null, null, partitionLocationName);
  }

  /** By hash or range of a key. */
  public PartitionOperator(
      DataSet<T> input, PartitionMethod method, Keys<T> keys, String partitionLocationName) {
    this(input, method, keys, null, null, partitionLocationName);
  }

  /** By ranges that are given. */
  public PartitionOperator(
      DataSet<T> input,
      PartitionMethod method,
      Keys<T> keys,
      DataDistribution distribution,
      String partitionLocationName) {
    this(input, method, keys, null, distribution, partitionLocationName);
  }

  /** By the user's partitioner. */
  public PartitionOperator(
      DataSet<T> input,
      Keys<T> keys,
      Partitioner<?> customPartitioner,
      String partitionLocationName) {
    this(input, PartitionMethod.CUSTOM, keys, customPartitioner, null, partitionLocationName);
    keys.checkPartitioner(customPartitioner, TypeExtractor.getPartitionerTypes(customPartitioner));
  }

  /** By the user's partitioner, which takes keys of the given type. */
  public <P> PartitionOperator(
      DataSet<T> input,
      Keys<T> keys,
      Partitioner<P> customPartitioner,
      TypeInformation<P> partitionerTypeInfo,
      String partitionLocationName) {
    this(input, PartitionMethod.CUSTOM, keys, customPartitioner, null, partitionLocationName);
    keys.checkPartitioner(customPartitioner, partitionerTypeInfo);
  }

  private PartitionOperator(
      DataSet<T> input,
      PartitionMethod method,
      Keys<T> keys,
      Partitioner<?> customPartitioner,
      DataDistribution distribution,
      String partitionLocationName) {
    super(input, input.getType());
    this.method = Objects.requireNonNull(method);
    this.keys = keys;
    this.customPartitioner = customPartitioner;
    this.distribution = distribution;
    this.partitionLocationName = partitionLocationName;
    if (keys == null && method != PartitionMethod.REBALANCE) {
      throw new InvalidProgramException("partitioning by " + method + " needs a key");
    }
    if (distribution != null) {
      checkDistribution();
    }
  }

  private void checkDistribution() {
    int fields = distribution.getNumberOfFields();
    if (fields > keys.getNumberOfKeyFields()) {
      throw new IllegalArgumentException(
          "the distribution has "
              + fields
              + " key fields, the key has "
              + keys.getNumberOfKeyFields());
    }
    for (int i = 0; i < fields; i++) {
      if (!distribution.getKeyTypes()[i].equals(keys.getKeyFieldTypes()[i])) {
        throw new IllegalArgumentException(
            "the distribution's key field "
                + i
                + " is of type "
                + distribution.getKeyTypes()[i]
                + ", the key's of type "
                + keys.getKeyFieldTypes()[i]);
      }
    }
  }

  /** The direction of each key field, for ranges. */
  public PartitionOperator<T> withOrders(Order... newOrders) {
    if (method != PartitionMethod.RANGE) {
      throw new IllegalStateException("orders apply to range partitioning only");
    }
    if (newOrders.length == 0 || newOrders.length != keys.getNumberOfKeyFields()) {
      throw new IllegalArgumentException(
          "the key has "
              + keys.getNumberOfKeyFields()
              + " fields, but "
              + newOrders.length
              + " orders were given");
    }
    this.orders = newOrders.clone();
    return this;
  }

  /** How records are spread. */
  public PartitionMethod getMethod() {
    return method;
  }

  /** The key; null if there is none. */
  public Keys<T> getKeys() {
    return keys;
  }

  /** The user's partitioner; null if there is none. */
  public Partitioner<?> getCustomPartitioner() {
    return customPartitioner;
  }

  /** The ranges that were given; null if they are to be found by sampling. */
  public DataDistribution getDistribution() {
    return distribution;
  }

  private boolean[] ascending() {
    boolean[] ascending = Keys.ascending(keys.getNumberOfKeyFields());
    for (int i = 0; orders != null && i < orders.length; i++) {
      ascending[i] = orders[i] != Order.DESCENDING;
    }
    return ascending;
  }

  @Override
  Stage translate(Planner planner) {
    return PartitionPlans.partition(
        planner, this, partitionLocationName, keys == null ? null : ascending());
  }
}
