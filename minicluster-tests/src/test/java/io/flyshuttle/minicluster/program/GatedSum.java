// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.minicluster.program;

import io.flyshuttle.core.file.FileSystem.WriteMode;
import io.flyshuttle.core.file.Path;
import io.flyshuttle.core.job.ParameterTool;
import io.flyshuttle.core.job.RestartStrategies;
import io.flyshuttle.core.stream.source.SourceFunction;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.datastream.StreamExecutionEnvironment;
import java.util.concurrent.locks.LockSupport;

/**
 * Sums the numbers from 1 to 1000 by their remainder of 4. Runs until the file {@code --gate} is
 * there, so that a test can do something to it meanwhile. {@code --restarts} sets how often it may
 * restart.
 */
public final class GatedSum {
  private GatedSum() {}

  public static void main(String[] args) throws Exception {
    ParameterTool parameters = ParameterTool.fromArgs(args);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(parameters.getInt("parallelism", 2));
    env.setRestartStrategy(
        RestartStrategies.fixedDelayRestart(parameters.getInt("restarts", 0), 100L));
    env.addSource(new Gated(parameters.getRequired("gate")))
        .keyBy(value -> value.f0)
        .sum(1)
        .writeAsCsv(parameters.getRequired("output"), WriteMode.OVERWRITE);
    env.execute(parameters.get("name", "gated sum"));
  }

  /** Emits the numbers, then waits for the gate. */
  public static final class Gated implements SourceFunction<Tuple2<Integer, Integer>> {
    private static final long serialVersionUID = 1L;
    private static final long PAUSE_NANOS = 50_000_000;

    private final String gate;
    private volatile boolean canceled;

    Gated(String gate) {
      this.gate = gate;
    }

    @Override
    public void run(SourceContext<Tuple2<Integer, Integer>> context) throws Exception {
      for (int i = 1; i <= 1000 && !canceled; i++) {
        synchronized (context.getCheckpointLock()) {
          context.collect(Tuple2.of(i % 4, i));
        }
      }
      Path file = new Path(gate);
      while (!canceled && !file.getFileSystem().exists(file)) {
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }

    @Override
    public void cancel() {
      canceled = true;
    }
  }
}
