// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector;

/** Something with a version of its form. */
public interface Versioned {

  /** The version that is written. */
  int getVersion();
}
