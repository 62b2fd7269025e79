// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.minicluster.program;

import io.flyshuttle.core.job.RestartStrategies;
import io.flyshuttle.datastream.StreamExecutionEnvironment;
import java.util.ArrayList;
import java.util.List;

/** Takes memory until there is none left. */
public final class Hoarder {
  private static final List<byte[]> TAKEN = new ArrayList<>();

  private Hoarder() {}

  public static void main(String[] arguments) throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setRestartStrategy(RestartStrategies.noRestart());
    env.fromSequence(1, 1_000_000)
        .map(
            number -> {
              TAKEN.add(new byte[1 << 20]);
              return number;
            })
        .returns(Long.class)
        .print();
    env.execute("hoarder");
  }
}
