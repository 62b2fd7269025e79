// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.dataset;

import io.flyshuttle.core.function.Partitioner;
import io.flyshuttle.dataset.key.Keys;
import java.util.Objects;

/**
 * A data set with a key, on the way to an operation by groups.
 *
 * @param <T> type of the records
 */
public abstract class Grouping<T> {
  protected final DataSet<T> inputDataSet;
  protected final Keys<T> keys;
  protected Partitioner<?> customPartitioner;

  public Grouping(DataSet<T> set, Keys<T> keys) {
    this.inputDataSet = Objects.requireNonNull(set);
    this.keys = Objects.requireNonNull(keys);
  }

  /** The data set that is grouped. */
  public DataSet<T> getInputDataSet() {
    return inputDataSet;
  }

  /** The key. */
  public Keys<T> getKeys() {
    return keys;
  }

  /** The user's partitioner; null if none was given. */
  public Partitioner<?> getCustomPartitioner() {
    return customPartitioner;
  }

  /** The order within groups; empty for none. */
  abstract SortOrder<T> groupOrder();
}
