// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.minicluster.program;

/** Has no main method. */
public final class NoMain {
  private NoMain() {}
}
