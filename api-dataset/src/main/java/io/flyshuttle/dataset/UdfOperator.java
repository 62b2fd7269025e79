// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.dataset;

import io.flyshuttle.core.option.Configuration;
import java.util.Map;

/**
 * An operation that calls a user function.
 *
 * @param <O> the operator's own class
 */
public interface UdfOperator<O extends UdfOperator<O>> {

  /** What the function is opened with; null if nothing was given. */
  Configuration getParameters();

  /** The data sets that every call can see whole, by name. */
  Map<String, DataSet<?>> getBroadcastSets();

  /** Opens the function with the given parameters. */
  O withParameters(Configuration parameters);

  /**
   * Gives every subtask all records of {@code data}, before the first record of the input.
   *
   * @param name by which the function asks its runtime context for them
   */
  O withBroadcastSet(DataSet<?> data, String name);
}
