// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.batch;

import io.flyshuttle.core.function.rich.RichMapFunction;
import io.flyshuttle.core.job.ParameterTool;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.core.tuple.Tuple3;
import io.flyshuttle.core.typeinfo.Types;
import io.flyshuttle.dataset.DataSet;
import io.flyshuttle.dataset.ExecutionEnvironment;
import io.flyshuttle.dataset.IterativeDataSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Fits a line y = intercept + slope · x to points, by steps down the gradient of the squared error;
 * the line of the round travels to all subtasks as a broadcast set.
 *
 * <p>{@code --input <path>} has lines of {@code x y}, without it there are bundled points; {@code
 * --iterations <n>} rounds (200), {@code --rate <r>} the length of a step (0.5). The result is one
 * line {@code intercept,slope}.
 */
public final class LinearRegression {
  private LinearRegression() {}

  public static void main(String[] args) throws Exception {
    ParameterTool parameters = ParameterTool.fromArgs(args);
    ExecutionEnvironment env = ExecutionEnvironment.getExecutionEnvironment();
    env.getConfig().setGlobalJobParameters(parameters);
    double rate = parameters.getDouble("rate", 0.5);
    DataSet<Tuple2<Double, Double>> points =
        parameters.has("input")
            ? env.readCsvFile(parameters.get("input"))
                .fieldDelimiter(" ")
                .types(Double.class, Double.class)
            : env.fromCollection(bundledPoints());

    IterativeDataSet<Tuple2<Double, Double>> line =
        env.fromElements(Tuple2.of(0.0, 0.0)).iterate(parameters.getInt("iterations", 200));
    DataSet<Tuple2<Double, Double>> next =
        points
            .map(new Gradient())
            .withBroadcastSet(line, "line")
            .reduce((a, b) -> Tuple3.of(a.f0 + b.f0, a.f1 + b.f1, a.f2 + b.f2))
            .map(new Step(rate))
            .withBroadcastSet(line, "line")
            .returns(Types.TUPLE(Types.DOUBLE, Types.DOUBLE));

    Results.emit(line.closeWith(next), parameters, env, "LinearRegression");
  }

  /** Points near y = 3 + 2 · x, the same every time. */
  static List<Tuple2<Double, Double>> bundledPoints() {
    Random random = new Random(5);
    List<Tuple2<Double, Double>> points = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      double x = random.nextDouble() * 2 - 1;
      points.add(Tuple2.of(x, 3 + 2 * x + random.nextGaussian() / 10));
    }
    return points;
  }

  /** What a point says of the line: its part of the gradient, and one for the point. */
  public static final class Gradient
      extends RichMapFunction<Tuple2<Double, Double>, Tuple3<Double, Double, Long>> {
    private static final long serialVersionUID = 1L;
    private transient Tuple2<Double, Double> line;

    @Override
    public void open(Configuration parameters) {
      line = getRuntimeContext().<Tuple2<Double, Double>>getBroadcastVariable("line").get(0);
    }

    @Override
    public Tuple3<Double, Double, Long> map(Tuple2<Double, Double> point) {
      double error = line.f0 + line.f1 * point.f0 - point.f1;
      return Tuple3.of(error, error * point.f0, 1L);
    }
  }

  /** Moves the line a step against the mean gradient. */
  public static final class Step
      extends RichMapFunction<Tuple3<Double, Double, Long>, Tuple2<Double, Double>> {
    private static final long serialVersionUID = 1L;
    private final double rate;
    private transient Tuple2<Double, Double> line;

    public Step(double rate) {
      this.rate = rate;
    }

    @Override
    public void open(Configuration parameters) {
      line = getRuntimeContext().<Tuple2<Double, Double>>getBroadcastVariable("line").get(0);
    }

    @Override
    public Tuple2<Double, Double> map(Tuple3<Double, Double, Long> sum) {
      return Tuple2.of(line.f0 - rate * sum.f0 / sum.f2, line.f1 - rate * sum.f1 / sum.f2);
    }
  }
}
