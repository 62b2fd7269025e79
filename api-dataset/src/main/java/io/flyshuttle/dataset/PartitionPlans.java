// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.dataset;

import io.flyshuttle.core.format.DataDistribution;
import io.flyshuttle.core.plan.Chaining;
import io.flyshuttle.core.plan.PlanNode;
import io.flyshuttle.core.plan.Ship;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.core.type.TypeComparator;
import io.flyshuttle.core.typeinfo.BasicTypeInfo;
import io.flyshuttle.core.typeinfo.TupleTypeInfo;
import io.flyshuttle.dataset.Stage.Branch;
import io.flyshuttle.dataset.key.Keys;
import io.flyshuttle.operators.exchange.RangeAssigner;
import io.flyshuttle.operators.exchange.RangeBounds;
import io.flyshuttle.operators.exchange.RangeNumberSelector;
import io.flyshuttle.operators.exchange.RangeSampler;
import io.flyshuttle.operators.exchange.RangeSelector;
import io.flyshuttle.operators.exchange.RangeUnwrapper;
import java.util.ArrayList;
import java.util.List;

/** Plans of partitioning: no operator, only another way to the next one, except for ranges. */
final class PartitionPlans {
  private PartitionPlans() {}

  /**
   * Plans a partitioning.
   *
   * @param ascending the direction of each key field, for ranges
   */
  static <T> Stage partition(
      Planner planner, PartitionOperator<T> operator, String location, boolean[] ascending) {
    Stage input = planner.stage(operator.getInput());
    int parallelism = planner.parallelism(operator.getParallelism());
    Keys<T> keys = operator.getKeys();
    return switch (operator.getMethod()) {
      case REBALANCE -> shipped(input, parallelism, Ship.rebalance(), Partitioning.NONE);
      case HASH ->
          shipped(input, parallelism, planner.ship(keys, null), Partitioning.by(keys, null));
      case CUSTOM ->
          shipped(
              input,
              parallelism,
              planner.ship(keys, operator.getCustomPartitioner()),
              Partitioning.by(keys, operator.getCustomPartitioner()));
      case RANGE ->
          operator.getDistribution() != null
              ? givenRanges(planner, operator, input, parallelism, ascending)
              : sampledRanges(planner, operator, input, parallelism, location, ascending);
    };
  }

  private static Stage shipped(Stage input, int parallelism, Ship ship, Partitioning partitioning) {
    List<Branch> branches = new ArrayList<>();
    for (Branch branch : input.branches()) {
      branches.add(new Branch(branch.node(), ship));
    }
    return new Stage(branches, parallelism, partitioning, Partitioning.NONE, input.size());
  }

  @SuppressWarnings("rawtypes")
  private static <T> Stage givenRanges(
      Planner planner,
      PartitionOperator<T> operator,
      Stage input,
      int parallelism,
      boolean[] ascending) {
    TypeComparator<T> comparator = operator.getKeys().comparator(ascending, planner.config());
    DataDistribution distribution = operator.getDistribution();
    TypeComparator[] fields = comparator.getFlatComparators();
    Object[][] bounds = new Object[parallelism - 1][];
    for (int i = 0; i < bounds.length; i++) {
      bounds[i] = distribution.getBucketBoundary(i, parallelism);
    }
    Ship ship =
        Ship.allToAll("RANGE", new RangeSelector<>(comparator, new RangeBounds(fields, bounds)));
    return shipped(input, parallelism, ship, groupsOf(operator));
  }

  /** Keys that are equal in all fields are in one range; the ranges are no hash. */
  private static Partitioning groupsOf(PartitionOperator<?> operator) {
    // the partitioner stands for ranges: nothing else puts records in the same places
    return Partitioning.by(operator.getKeys(), (key, partitions) -> 0);
  }

  private static <T> Stage sampledRanges(
      Planner planner,
      PartitionOperator<T> operator,
      Stage input,
      int parallelism,
      String location,
      boolean[] ascending) {
    TypeComparator<T> comparator = operator.getKeys().comparator(ascending, planner.config());
    PlanNode sampler =
        planner.node(
            "Sample",
            location,
            null,
            RangeSampler.factory(),
            input.parallelism(),
            operator.getType());
    planner.connect(sampler, 0, input, null, operator.getInputType());
    PlanNode bounds =
        planner.node(
            "Range bounds",
            location,
            null,
            RangeSampler.bounds(comparator, parallelism),
            1,
            operator.getType());
    planner.connect(
        bounds,
        0,
        Stage.of(sampler, input.parallelism(), Partitioning.NONE, Estimate.Lazy.NONE),
        Ship.global(),
        operator.getInputType());
    TupleTypeInfo<Tuple2<Integer, T>> numbered =
        new TupleTypeInfo<>(BasicTypeInfo.INT_TYPE_INFO, operator.getType());
    PlanNode assigner =
        planner.node(
            "Range assignment",
            location,
            null,
            RangeAssigner.factory(comparator),
            input.parallelism(),
            numbered);
    planner.connect(assigner, 0, input, null, operator.getInputType(), true);
    planner.connect(
        assigner,
        1,
        Stage.of(bounds, 1, Partitioning.NONE, Estimate.Lazy.NONE),
        Ship.broadcast(),
        operator.getInputType());
    PlanNode unwrapper =
        planner.node(
            "Range-Partition",
            location,
            operator.getName(),
            RangeUnwrapper.factory(),
            parallelism,
            operator.getType());
    unwrapper.chaining(Chaining.ALWAYS);
    planner.connect(
        unwrapper,
        0,
        Stage.of(assigner, input.parallelism(), Partitioning.NONE, Estimate.Lazy.NONE),
        Ship.allToAll("RANGE", new RangeNumberSelector()),
        numbered);
    return Stage.of(unwrapper, parallelism, Partitioning.NONE, input.size())
        .partitioned(groupsOf(operator));
  }
}
