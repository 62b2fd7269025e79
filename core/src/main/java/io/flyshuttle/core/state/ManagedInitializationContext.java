// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state;

import java.util.OptionalLong;

/** What a function gets to set up its state. */
public interface ManagedInitializationContext {

  /** Whether there is state of an earlier run. */
  boolean isRestored();

  /** The checkpoint the state is from; empty if there is none. */
  OptionalLong getRestoredCheckpointId();

  OperatorStateStore getOperatorStateStore();

  /** State by key; fails if the function does not run on a keyed stream. */
  KeyedStateStore getKeyedStateStore();
}
