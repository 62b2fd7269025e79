// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream.operator;

import io.flyshuttle.core.state.FunctionInitializationContext;

/** What an operator may use while its state is set up or restored. Valid during the call. */
public interface StateInitializationContext extends FunctionInitializationContext {

  /** Parts of raw state that are this subtask's now. */
  Iterable<StatePartitionStreamProvider> getRawOperatorStateInputs();

  /** Raw state of the key groups that are this subtask's now. */
  Iterable<KeyGroupStatePartitionStreamProvider> getRawKeyedStateInputs();
}
