// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.stream.window;

/**
 * A finite part of a stream. Windows are compared by value: equal windows of one key are one
 * window.
 */
public abstract class Window {

  /** The largest timestamp that still belongs to the window, in milliseconds since 1970. */
  public abstract long maxTimestamp();
}
