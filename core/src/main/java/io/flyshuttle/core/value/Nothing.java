// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.value;

/** A type without values: that of an output nobody writes to. */
public class Nothing {
  private Nothing() {}
}
