// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.minicluster.program;

import io.flyshuttle.core.file.FileSystem.WriteMode;
import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.function.Order;
import io.flyshuttle.core.function.rich.RichGroupReduceFunction;
import io.flyshuttle.core.function.rich.RichMapFunction;
import io.flyshuttle.core.job.ExecutionMode;
import io.flyshuttle.core.job.ParameterTool;
import io.flyshuttle.core.job.RestartStrategies;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.dataset.ExecutionEnvironment;

/**
 * Sums the numbers below {@code --records} by their remainder of 10, in two stages with files in
 * between. One of them, {@code --hold map} or {@code merge}, waits in its midst for the test.
 */
public final class StagedSums {
  private StagedSums() {}

  public static void main(String[] args) throws Exception {
    ParameterTool parameters = ParameterTool.fromArgs(args);
    HeldUp held = new HeldUp(parameters.getRequired("directory"));
    String where = parameters.getRequired("hold");
    ExecutionEnvironment env = ExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(parameters.getInt("parallelism"));
    env.setRestartStrategy(RestartStrategies.fixedDelayRestart(5, 100L));
    env.getConfig().setExecutionMode(ExecutionMode.BATCH);
    env.generateSequence(0, parameters.getLong("records") - 1)
        .map(new Mapped(held, where.equals("map")))
        .groupBy(0)
        .sortGroup(1, Order.ASCENDING)
        .reduceGroup(new Merged(held, where.equals("merge")))
        .setParallelism(parameters.getInt("parallelism"))
        .writeAsCsv(parameters.getRequired("output"), WriteMode.OVERWRITE);
    env.execute("staged sums");
  }

  /** The first stage. */
  public static final class Mapped extends RichMapFunction<Long, Tuple2<Long, Long>> {
    private static final long serialVersionUID = 1L;
    private final HeldUp held;
    private final boolean holds;
    private long seen;

    Mapped(HeldUp held, boolean holds) {
      this.held = held;
      this.holds = holds;
    }

    @Override
    public void open(Configuration parameters) throws Exception {
      held.mark("map", getRuntimeContext());
    }

    @Override
    public Tuple2<Long, Long> map(Long value) throws Exception {
      if (holds && ++seen == 1000) {
        held.mark("held", getRuntimeContext());
        held.awaitGate();
      }
      return Tuple2.of(value % 10, value);
    }
  }

  /** The second stage; checks the order on the way. */
  public static final class Merged
      extends RichGroupReduceFunction<Tuple2<Long, Long>, Tuple2<Long, Long>> {
    private static final long serialVersionUID = 1L;
    private final HeldUp held;
    private final boolean holds;

    Merged(HeldUp held, boolean holds) {
      this.held = held;
      this.holds = holds;
    }

    @Override
    public void open(Configuration parameters) throws Exception {
      held.mark("merge", getRuntimeContext());
      if (holds) {
        held.mark("held", getRuntimeContext());
        held.awaitGate();
      }
    }

    @Override
    public void reduce(Iterable<Tuple2<Long, Long>> values, Collector<Tuple2<Long, Long>> out) {
      long key = -1;
      long sum = 0;
      long last = -1;
      for (Tuple2<Long, Long> value : values) {
        if (value.f1 <= last) {
          throw new IllegalStateException(value.f1 + " after " + last);
        }
        key = value.f0;
        last = value.f1;
        sum += value.f1;
      }
      out.collect(Tuple2.of(key, sum));
    }
  }
}
