// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state;

import java.io.IOException;

/**
 * State of one value.
 *
 * @param <T> type of the value
 */
public interface ValueState<T> extends State {

  /** The value; null, or the descriptor's default, if there is none. */
  T value() throws IOException;

  /** Sets the value; null removes it. */
  void update(T value) throws IOException;
}
