// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.minicluster.program;

/** Comes with the session's jars, not with the program's. */
public final class Greeting {
  private Greeting() {}

  /** A greeting for {@code name}. */
  public static String of(String name) {
    return "hello " + name;
  }
}
