// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.operator;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Where a source subtask gets its input splits from: the JobManager, one at a time, on demand. */
public interface SplitProvider {

  /**
   * Asks for one more split. The future completes on any thread with the split's serialized form,
   * as it stands in the job graph, or empty when none is left for this subtask.
   */
  CompletableFuture<Optional<byte[]>> next();
}
