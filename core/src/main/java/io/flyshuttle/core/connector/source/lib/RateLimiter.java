// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.source.lib;

import java.util.concurrent.CompletionStage;

/** Says when a source may emit its next record. Used by the task's thread. */
public interface RateLimiter {

  /** Completes, on any thread, when one more record may be emitted. */
  CompletionStage<Void> acquire();

  /** A checkpoint is complete. */
  default void notifyCheckpointComplete(long checkpointId) {}
}
