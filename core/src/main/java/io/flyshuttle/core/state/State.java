// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state;

/** State that a function keeps, of one key where it is keyed. */
public interface State {

  /** Removes the value, of the current key only where the state is keyed. */
  void clear();
}
