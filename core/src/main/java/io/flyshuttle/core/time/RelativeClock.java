// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.time;

/** A clock for measuring how long something takes: it never jumps. */
public interface RelativeClock {

  /** Milliseconds since some fixed moment. */
  long relativeTimeMillis();

  /** Nanoseconds since some fixed moment. */
  long relativeTimeNanos();
}
