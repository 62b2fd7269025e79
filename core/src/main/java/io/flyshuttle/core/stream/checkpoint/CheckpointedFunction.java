// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.stream.checkpoint;

import io.flyshuttle.core.state.FunctionInitializationContext;
import io.flyshuttle.core.state.FunctionSnapshotContext;

/** A user function that keeps state of its own in checkpoints. */
public interface CheckpointedFunction {

  /** A checkpoint is being taken: bring fields into state. */
  void snapshotState(FunctionSnapshotContext context) throws Exception;

  /** Called once before the first record, also after a restore: get state, fill fields. */
  void initializeState(FunctionInitializationContext context) throws Exception;
}
