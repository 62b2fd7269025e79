// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.minicluster.program;

/** Throws in main. */
public final class ThrowingMain {
  private ThrowingMain() {}

  public static void main(String[] args) {
    throw new IllegalStateException("the moon is wrong");
  }
}
