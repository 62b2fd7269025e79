// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.minicluster.program;

import io.flyshuttle.core.function.MapFunction;
import io.flyshuttle.datastream.StreamExecutionEnvironment;

/** Has a function with a field that cannot travel. */
public final class UnserializableFunction {
  private UnserializableFunction() {}

  public static void main(String[] args) throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.fromElements(1, 2).map(new Holder()).print();
    env.execute("unserializable");
  }

  /** Holds a thread. */
  public static final class Holder implements MapFunction<Integer, Integer> {
    private static final long serialVersionUID = 1L;

    private final Object secretThread = new Thread("never started");

    @Override
    public Integer map(Integer value) {
      return value + secretThread.hashCode();
    }
  }
}
