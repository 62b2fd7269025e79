// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.minicluster.program;

import io.flyshuttle.core.file.FileSystem.WriteMode;
import io.flyshuttle.core.function.rich.RichMapFunction;
import io.flyshuttle.core.job.ParameterTool;
import io.flyshuttle.core.job.RestartStrategies;
import io.flyshuttle.core.option.CheckpointingOptions;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.option.ExecutionOptions;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.core.type.TypeHint;
import io.flyshuttle.dataset.ExecutionEnvironment;
import io.flyshuttle.dataset.IterativeDataSet;

/**
 * Adds the sum of each key's values to them, ten times over; in superstep {@code --hold} it waits
 * for the test. A checkpoint is made every two supersteps.
 */
public final class HeldUpLoop {
  private HeldUpLoop() {}

  public static void main(String[] args) throws Exception {
    ParameterTool parameters = ParameterTool.fromArgs(args);
    ExecutionEnvironment env = ExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(parameters.getInt("parallelism"));
    env.setRestartStrategy(RestartStrategies.fixedDelayRestart(5, 100L));
    Configuration configuration = new Configuration();
    configuration.set(ExecutionOptions.SUPERSTEPS_BETWEEN_CHECKPOINTS, 2);
    configuration.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY, parameters.getRequired("checkpoints"));
    env.configure(configuration, HeldUpLoop.class.getClassLoader());
    IterativeDataSet<Tuple2<Long, Long>> loop =
        env.generateSequence(0, 9)
            .map(n -> Tuple2.of(n, n))
            .returns(new TypeHint<Tuple2<Long, Long>>() {})
            .iterate(10);
    loop.closeWith(
            loop.map(
                    new Step(
                        new HeldUp(parameters.getRequired("directory")), parameters.getInt("hold")))
                .groupBy(0)
                .sum(1))
        .writeAsCsv(parameters.getRequired("output"), WriteMode.OVERWRITE);
    env.execute("held up loop");
  }

  /** One superstep: n becomes 2n + 1. */
  public static final class Step extends RichMapFunction<Tuple2<Long, Long>, Tuple2<Long, Long>> {
    private static final long serialVersionUID = 1L;
    private final HeldUp held;
    private final int superstepToHold;

    Step(HeldUp held, int superstepToHold) {
      this.held = held;
      this.superstepToHold = superstepToHold;
    }

    @Override
    public void open(Configuration parameters) throws Exception {
      int superstep = getIterationRuntimeContext().getSuperstepNumber();
      held.mark("superstep" + superstep, getRuntimeContext());
      if (superstep == superstepToHold) {
        held.mark("held", getRuntimeContext());
        held.awaitGate();
      }
    }

    @Override
    public Tuple2<Long, Long> map(Tuple2<Long, Long> value) {
      return Tuple2.of(value.f0, 2 * value.f1 + 1);
    }
  }
}
