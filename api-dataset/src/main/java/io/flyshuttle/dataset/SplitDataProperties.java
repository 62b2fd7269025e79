// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.dataset;

import io.flyshuttle.core.function.Order;
import io.flyshuttle.core.function.Ordering;
import io.flyshuttle.core.function.Partitioner;
import io.flyshuttle.core.job.InvalidProgramException;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.dataset.key.Keys;
import java.util.Arrays;

/**
 * What is known of the input splits of a source. If records with equal values of some fields are
 * all in one split, they need not be sent to others to be grouped: the planner goes by that. What
 * is said of the order of records within a split is kept and has no effect: who needs an order
 * sorts. Nothing of it is checked; what is not true makes wrong results.
 *
 * @param <T> type of the records
 */
public final class SplitDataProperties<T> {
  private final TypeInformation<T> type;
  private int[] partitionKeys;
  private Partitioner<T> partitioner;
  private int[] groupKeys;
  private Ordering order;

  public SplitDataProperties(TypeInformation<T> type) {
    this.type = type;
  }

  public SplitDataProperties(DataSource<T> source) {
    this(source.getType());
  }

  /** Records with equal values of these tuple fields are in one split. */
  public SplitDataProperties<T> splitsPartitionedBy(int... partitionFields) {
    return splitsPartitionedBy(null, partitionFields);
  }

  /**
   * As above.
   *
   * @param partitionMethodId two sources with the same are split in the same way
   */
  public SplitDataProperties<T> splitsPartitionedBy(
      String partitionMethodId, int... partitionFields) {
    return partitioned(partitionMethodId, fields(partitionFields));
  }

  /** Records with equal values of these fields are in one split; several have ; between them. */
  public SplitDataProperties<T> splitsPartitionedBy(String partitionFields) {
    return splitsPartitionedBy(null, partitionFields);
  }

  /**
   * As above.
   *
   * @param partitionMethodId two sources with the same are split in the same way
   */
  public SplitDataProperties<T> splitsPartitionedBy(
      String partitionMethodId, String partitionFields) {
    return partitioned(partitionMethodId, fields(partitionFields));
  }

  private SplitDataProperties<T> partitioned(String methodId, int[] fields) {
    this.partitioner = methodId == null ? null : new SourcePartitionerMarker<>(methodId);
    this.partitionKeys = fields;
    return this;
  }

  /** Records with equal values of these tuple fields follow each other in a split. */
  public SplitDataProperties<T> splitsGroupedBy(int... groupFields) {
    return grouped(fields(groupFields));
  }

  /** Records with equal values of these fields follow each other in a split. */
  public SplitDataProperties<T> splitsGroupedBy(String groupFields) {
    return grouped(fields(groupFields));
  }

  private SplitDataProperties<T> grouped(int[] fields) {
    if (order != null) {
      throw new InvalidProgramException(
          "splits are said to be ordered, and so are grouped: say one of the two");
    }
    this.groupKeys = fields;
    return this;
  }

  /** Records of a split are ordered by these tuple fields. */
  public SplitDataProperties<T> splitsOrderedBy(int[] orderFields, Order[] orders) {
    return ordered(orderFields.length, orders, i -> fields(orderFields[i]));
  }

  /** Records of a split are ordered by these fields; several have ; between them. */
  public SplitDataProperties<T> splitsOrderedBy(String orderFields, Order[] orders) {
    String[] names = names(orderFields);
    return ordered(names.length, orders, i -> fields(names[i]));
  }

  private interface FieldsAt {
    int[] at(int index);
  }

  private SplitDataProperties<T> ordered(int fields, Order[] orders, FieldsAt positions) {
    if (groupKeys != null) {
      throw new InvalidProgramException(
          "splits are said to be grouped; if they are ordered, say that alone");
    }
    if (fields == 0 || fields != orders.length) {
      throw new InvalidProgramException(
          "an order of splits needs one direction for each field, not "
              + orders.length
              + " for "
              + fields);
    }
    Ordering ordering = new Ordering();
    for (int i = 0; i < fields; i++) {
      for (int position : positions.at(i)) {
        ordering.appendOrdering(position, null, orders[i]);
      }
    }
    this.order = ordering;
    return this;
  }

  /** Flat positions of the fields by which splits are partitioned; null if nothing was said. */
  public int[] getSplitPartitionKeys() {
    return partitionKeys;
  }

  /** Stands for the way in which the source was split; null if it has no name. */
  public Partitioner<T> getSplitPartitioner() {
    return partitioner;
  }

  /** Flat positions of the fields by which splits are grouped; null if nothing was said. */
  public int[] getSplitGroupKeys() {
    return groupKeys;
  }

  /** The order of records in a split; null if nothing was said. */
  public Ordering getSplitOrder() {
    return order;
  }

  private int[] fields(int... positions) {
    if (positions == null || positions.length == 0) {
      throw new InvalidProgramException("properties of splits need at least one field");
    }
    return new Keys.ExpressionKeys<>(positions, type).positions();
  }

  private int[] fields(String expressions) {
    return new Keys.ExpressionKeys<>(names(expressions), type).positions();
  }

  private static String[] names(String expressions) {
    if (expressions == null || expressions.isBlank()) {
      throw new InvalidProgramException("properties of splits need at least one field");
    }
    return Arrays.stream(expressions.split(";")).map(String::strip).toArray(String[]::new);
  }

  /**
   * The name of the way in which a source was split. It partitions nothing itself.
   *
   * @param <T> type of the records
   */
  public static final class SourcePartitionerMarker<T> implements Partitioner<T> {
    private static final long serialVersionUID = 1L;

    private final String partitionMarker;

    public SourcePartitionerMarker(String partitionMarker) {
      this.partitionMarker = partitionMarker;
    }

    @Override
    public int partition(T key, int numPartitions) {
      throw new UnsupportedOperationException(
          "the splits of a source are where they are: " + partitionMarker);
    }

    @Override
    public boolean equals(Object obj) {
      return obj instanceof SourcePartitionerMarker<?> other
          && partitionMarker.equals(other.partitionMarker);
    }

    @Override
    public int hashCode() {
      return partitionMarker.hashCode();
    }

    @Override
    public String toString() {
      return "splits " + partitionMarker;
    }
  }
}
