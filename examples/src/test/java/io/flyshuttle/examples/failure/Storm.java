// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.failure;

import io.flyshuttle.core.file.Path;
import java.io.IOException;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * A file system that is sometimes slow, fails some operations before or after they are done, and is
 * away once in a while. Usable by any thread.
 */
final class Storm implements FailingFiles.Weather {
  private static final int ONE_IN = 60;
  private static final int SLOW_ONE_IN = 100;
  private static final int MAX_DELAY_MILLIS = 60;
  private static final int AWAY_ONE_IN = 400;
  private static final int MAX_AWAY_MILLIS = 700;

  private final Random random;
  private final Consumer<String> told;
  private final boolean slow;
  private int failuresLeft;
  private int awaysLeft;
  private boolean raging;
  private long awayUntilNanos;

  /**
   * @param told hears what fails
   */
  Storm(Random random, Consumer<String> told) {
    this.random = random;
    this.told = told;
    this.slow = random.nextInt(3) == 0;
    this.failuresLeft = random.nextBoolean() ? 0 : random.nextInt(8);
    this.awaysLeft = random.nextInt(4) == 0 ? 1 : 0;
  }

  /** From now on operations fail. */
  synchronized void begin() {
    raging = true;
  }

  /** From now on none fails. */
  synchronized void end() {
    raging = false;
    awayUntilNanos = 0;
  }

  @Override
  public void meet(FailingFiles.Operation operation, boolean done, Path path) throws IOException {
    long delayMillis = 0;
    String failure = null;
    synchronized (this) {
      if (!raging) {
        return;
      }
      boolean often =
          operation == FailingFiles.Operation.WRITE || operation == FailingFiles.Operation.READ;
      if (awayUntilNanos != 0 && System.nanoTime() < awayUntilNanos) {
        throw new IOException("the file system of this test is away");
      }
      if (often && random.nextInt(50) != 0) {
        return;
      }
      if (slow && random.nextInt(SLOW_ONE_IN) == 0) {
        delayMillis = 1 + random.nextInt(MAX_DELAY_MILLIS);
      }
      if (awaysLeft > 0 && random.nextInt(AWAY_ONE_IN) == 0) {
        awaysLeft--;
        int away = 1 + random.nextInt(MAX_AWAY_MILLIS);
        awayUntilNanos = System.nanoTime() + away * 1_000_000L;
        told.accept("files away for " + away + " ms");
      } else if (failuresLeft > 0 && random.nextInt(ONE_IN) == 0) {
        failuresLeft--;
        failure = operation + (done ? " done but failed of " : " failed of ") + path.getName();
        told.accept(failure);
      }
    }
    if (delayMillis > 0) {
      LockSupport.parkNanos(delayMillis * 1_000_000);
    }
    if (failure != null) {
      throw new IOException("a failure of this test: " + failure);
    }
  }
}
