// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.hadoop.mapreduce;

import java.io.InterruptedIOException;

/** Hadoop's newer API throws {@link InterruptedException} where core's formats cannot. */
final class Interrupts {
  private Interrupts() {}

  static InterruptedIOException asIOException(InterruptedException interrupted) {
    Thread.currentThread().interrupt();
    InterruptedIOException told =
        new InterruptedIOException("interrupted while one of Hadoop's formats was at work");
    told.initCause(interrupted);
    return told;
  }
}
