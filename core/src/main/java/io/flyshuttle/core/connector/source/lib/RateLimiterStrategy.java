// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.source.lib;

import java.io.Serializable;
import java.util.concurrent.CompletableFuture;

/** How fast a source emits, all its subtasks together. */
public interface RateLimiterStrategy extends Serializable {

  /** The limiter of one of {@code parallelism} subtasks. */
  RateLimiter createRateLimiter(int parallelism);

  static RateLimiterStrategy perSecond(double recordsPerSecond) {
    if (!(recordsPerSecond > 0)) {
      throw new IllegalArgumentException(
          "the rate is " + recordsPerSecond + " records per second; it must be above 0");
    }
    return parallelism -> new GuavaRateLimiter(recordsPerSecond / parallelism);
  }

  /** So many records between two checkpoints. Without checkpoints the source stops after them. */
  static RateLimiterStrategy perCheckpoint(int recordsPerCheckpoint) {
    if (recordsPerCheckpoint < 1) {
      throw new IllegalArgumentException(
          recordsPerCheckpoint + " records per checkpoint; there must be at least 1");
    }
    return parallelism -> {
      int perSubtask = recordsPerCheckpoint / parallelism;
      if (perSubtask < 1) {
        throw new IllegalArgumentException(
            recordsPerCheckpoint
                + " records per checkpoint are fewer than the source's "
                + parallelism
                + " subtasks; lower its parallelism");
      }
      return new GatedRateLimiter(perSubtask);
    };
  }

  static RateLimiterStrategy noOp() {
    return parallelism -> () -> CompletableFuture.completedFuture(null);
  }
}
