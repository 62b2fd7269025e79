// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.stream.window.trigger;

/** What a trigger wants done with its window. */
public enum TriggerResult {
  /** Nothing. */
  CONTINUE(false, false),
  /** Hand out the content, then forget it. */
  FIRE_AND_PURGE(true, true),
  /** Hand out the content and keep it. */
  FIRE(true, false),
  /** Forget the content. */
  PURGE(false, true);

  private final boolean fire;
  private final boolean purge;

  TriggerResult(boolean fire, boolean purge) {
    this.fire = fire;
    this.purge = purge;
  }

  public boolean isFire() {
    return fire;
  }

  public boolean isPurge() {
    return purge;
  }
}
