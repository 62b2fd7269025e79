// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.batch;

import io.flyshuttle.core.function.rich.RichMapFunction;
import io.flyshuttle.core.job.ParameterTool;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.tuple.Tuple3;
import io.flyshuttle.core.tuple.Tuple4;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.typeinfo.Types;
import io.flyshuttle.dataset.DataSet;
import io.flyshuttle.dataset.ExecutionEnvironment;
import io.flyshuttle.dataset.IterativeDataSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Groups points of a plane around centres: each round assigns every point to its nearest centre,
 * which all subtasks have as a broadcast set, and moves the centres to the mean of their points.
 *
 * <p>{@code --points <path>} has lines of {@code x y}, {@code --centers <path>} of {@code id x y};
 * without them, points around three bundled places. {@code --iterations <n>} rounds (10). The
 * result has a line of {@code id,x,y} for each centre that has points.
 */
public final class KMeans {
  private static final double[][] PLACES = {{-40, 10}, {35, 35}, {20, -50}};
  private static final int POINTS_PER_PLACE = 100;

  private KMeans() {}

  public static void main(String[] args) throws Exception {
    ParameterTool parameters = ParameterTool.fromArgs(args);
    ExecutionEnvironment env = ExecutionEnvironment.getExecutionEnvironment();
    env.getConfig().setGlobalJobParameters(parameters);
    DataSet<Point> points =
        parameters.has("points")
            ? env.readCsvFile(parameters.get("points"))
                .fieldDelimiter(" ")
                .pojoType(Point.class, "x", "y")
            : env.fromCollection(bundledPoints());
    DataSet<Tuple3<Integer, Double, Double>> centers =
        parameters.has("centers")
            ? env.readCsvFile(parameters.get("centers"))
                .fieldDelimiter(" ")
                .types(Integer.class, Double.class, Double.class)
            : env.fromCollection(bundledCenters());

    TypeInformation<Tuple4<Integer, Double, Double, Long>> sums =
        Types.TUPLE(Types.INT, Types.DOUBLE, Types.DOUBLE, Types.LONG);
    IterativeDataSet<Tuple3<Integer, Double, Double>> loop =
        centers.iterate(parameters.getInt("iterations", 10));
    DataSet<Tuple3<Integer, Double, Double>> moved =
        points
            .map(new Nearest())
            .withBroadcastSet(loop, "centers")
            .returns(sums)
            .groupBy(0)
            .reduce((a, b) -> Tuple4.of(a.f0, a.f1 + b.f1, a.f2 + b.f2, a.f3 + b.f3))
            .map(sum -> Tuple3.of(sum.f0, sum.f1 / sum.f3, sum.f2 / sum.f3))
            .returns(Types.TUPLE(Types.INT, Types.DOUBLE, Types.DOUBLE));

    Results.emit(loop.closeWith(moved), parameters, env, "KMeans");
  }

  /** 300 points, the same every time. */
  static List<Point> bundledPoints() {
    Random random = new Random(3);
    List<Point> points = new ArrayList<>();
    for (double[] place : PLACES) {
      for (int i = 0; i < POINTS_PER_PLACE; i++) {
        points.add(
            new Point(
                place[0] + 10 * random.nextGaussian(), place[1] + 10 * random.nextGaussian()));
      }
    }
    return points;
  }

  /** Where the search starts for the bundled points. */
  static List<Tuple3<Integer, Double, Double>> bundledCenters() {
    return List.of(Tuple3.of(1, -10.0, 0.0), Tuple3.of(2, 10.0, 20.0), Tuple3.of(3, 0.0, -20.0));
  }

  /** A place in the plane. */
  public static final class Point {
    public double x;
    public double y;

    public Point() {}

    public Point(double x, double y) {
      this.x = x;
      this.y = y;
    }
  }

  /** Names the nearest centre of a point, for a sum of points and their number. */
  public static final class Nearest
      extends RichMapFunction<Point, Tuple4<Integer, Double, Double, Long>> {
    private static final long serialVersionUID = 1L;
    private transient List<Tuple3<Integer, Double, Double>> centers;

    @Override
    public void open(Configuration parameters) {
      centers = getRuntimeContext().getBroadcastVariable("centers");
    }

    @Override
    public Tuple4<Integer, Double, Double, Long> map(Point point) {
      int nearest = -1;
      double least = Double.POSITIVE_INFINITY;
      for (Tuple3<Integer, Double, Double> center : centers) {
        double distance = Math.hypot(center.f1 - point.x, center.f2 - point.y);
        if (distance < least || (distance == least && center.f0 < nearest)) {
          least = distance;
          nearest = center.f0;
        }
      }
      return Tuple4.of(nearest, point.x, point.y, 1L);
    }
  }
}
