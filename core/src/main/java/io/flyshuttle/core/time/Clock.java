// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.time;

/** A clock that also knows the time of day. */
public abstract class Clock implements RelativeClock {

  /** Milliseconds since 1970. */
  public abstract long absoluteTimeMillis();
}
