// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state;

import java.util.List;

/**
 * State of many values, in the order they were added.
 *
 * @param <T> type of the values
 */
public interface ListState<T> extends MergingState<T, Iterable<T>> {

  /** Replaces all values; an empty list removes them. */
  void update(List<T> values) throws Exception;

  /** Adds values. */
  void addAll(List<T> values) throws Exception;
}
