// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state;

/**
 * State to which values are added.
 *
 * @param <IN> type of the values added
 * @param <OUT> type of what is read
 */
public interface AppendingState<IN, OUT> extends State {

  /** What has been added; null if nothing was. */
  OUT get() throws Exception;

  /** Adds a value, which must not be null unless the state says otherwise. */
  void add(IN value) throws Exception;
}
