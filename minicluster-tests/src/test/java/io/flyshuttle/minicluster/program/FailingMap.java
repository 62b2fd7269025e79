// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.minicluster.program;

import io.flyshuttle.core.function.MapFunction;
import io.flyshuttle.datastream.StreamExecutionEnvironment;

/** Divides by zero at the third record. */
public final class FailingMap {
  private FailingMap() {}

  public static void main(String[] args) throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.fromElements(2, 1, 0, -1).map(new Divide()).print();
    env.execute("failing map");
  }

  /** Divides ten by its input. */
  public static final class Divide implements MapFunction<Integer, Integer> {
    private static final long serialVersionUID = 1L;

    @Override
    public Integer map(Integer value) {
      return 10 / value;
    }
  }
}
