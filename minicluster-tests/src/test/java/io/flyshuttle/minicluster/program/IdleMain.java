// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.minicluster.program;

import io.flyshuttle.datastream.StreamExecutionEnvironment;

/** Builds a program and never executes it. */
public final class IdleMain {
  private IdleMain() {}

  public static void main(String[] args) {
    StreamExecutionEnvironment.getExecutionEnvironment().fromElements(1, 2).print();
  }
}
