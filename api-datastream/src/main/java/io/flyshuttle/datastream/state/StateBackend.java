// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream.state;

import java.io.Serializable;

/** Chooses the store of a program's keyed state. */
public interface StateBackend extends Serializable {

  /** Name of the store, as in the option {@code state.backend}. */
  String getName();

  /** Whether a checkpoint may refer to state that an earlier one wrote; null: as configured. */
  default Boolean incrementalCheckpoints() {
    return null;
  }

  /** Directory of checkpoints, a URI; null: the environment's. */
  default String checkpointDirectory() {
    return null;
  }

  /** Directory of savepoints for which no path is given, a URI; null: the environment's. */
  default String savepointDirectory() {
    return null;
  }
}
