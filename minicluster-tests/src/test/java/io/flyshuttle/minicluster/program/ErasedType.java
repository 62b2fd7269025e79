// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.minicluster.program;

import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.datastream.StreamExecutionEnvironment;

/** Leaves a type to erasure. */
public final class ErasedType {
  private ErasedType() {}

  public static void main(String[] args) throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.fromElements(1, 2).map(value -> Tuple2.of(value, value)).print();
    env.execute("erased");
  }
}
