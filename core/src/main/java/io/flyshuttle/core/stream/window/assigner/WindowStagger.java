// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.stream.window.assigner;

import java.util.concurrent.ThreadLocalRandom;

/**
 * How the windows of different subtasks are set off against each other, so that not all fire at
 * once.
 */
public enum WindowStagger {
  /** Not at all. */
  ALIGNED {
    @Override
    public long getStaggerOffset(long currentProcessingTime, long size) {
      return 0L;
    }
  },
  /** By a random part of the size. */
  RANDOM {
    @Override
    public long getStaggerOffset(long currentProcessingTime, long size) {
      return ThreadLocalRandom.current().nextLong(size);
    }
  },
  /** By when the first record came. */
  NATURAL {
    @Override
    public long getStaggerOffset(long currentProcessingTime, long size) {
      return Math.floorMod(currentProcessingTime, size);
    }
  };

  /** The offset in milliseconds, from 0 to {@code size} - 1. */
  public abstract long getStaggerOffset(long currentProcessingTime, long size);
}
