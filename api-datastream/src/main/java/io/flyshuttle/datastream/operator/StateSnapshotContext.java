// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream.operator;

import io.flyshuttle.core.state.FunctionSnapshotContext;

/** What an operator may use while its state is saved. Valid during the call. */
public interface StateSnapshotContext extends FunctionSnapshotContext {

  /** For bytes by key group. */
  KeyedStateCheckpointOutputStream getRawKeyedOperatorStateOutput() throws Exception;

  /** For bytes that belong to no key. */
  OperatorStateCheckpointOutputStream getRawOperatorStateOutput() throws Exception;
}
