// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.dataset;

import io.flyshuttle.core.function.CrossOperatorBase.CrossHint;
import io.flyshuttle.core.function.JoinOperatorBase.JoinHint;
import io.flyshuttle.core.function.Partitioner;
import io.flyshuttle.core.graph.KeyPlacement;
import io.flyshuttle.core.operator.OperatorFactory;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.option.ExecutionOptions;
import io.flyshuttle.core.option.ReadableConfig;
import io.flyshuttle.core.plan.PlanNode;
import io.flyshuttle.core.plan.Ship;
import io.flyshuttle.core.type.TypeComparator;
import io.flyshuttle.dataset.key.Keys;
import io.flyshuttle.operators.join.CoGrouper;
import io.flyshuttle.operators.join.Crosser;
import io.flyshuttle.operators.join.HashJoiner;
import io.flyshuttle.operators.join.MergeJoiner;
import io.flyshuttle.operators.join.OuterSides;
import java.util.Locale;

/** Plans of operations on two data sets: how both sides are sent, and how they are matched. */
final class JoinPlans {
  private static final int MEMORY_WEIGHT = 2;

  /** A cross that makes more pairs than this was hardly meant. */
  private static final double MANY_PAIRS = 1e9;

  /** A side up to this size may be sent to every subtask without a hint. */
  private static final long BROADCAST_LIMIT_BYTES = 4 << 20;

  private JoinPlans() {}

  /** A join by keys, inner or outer. */
  static <I1, I2, OUT> Stage join(Planner planner, JoinOperator.EquiJoin<I1, I2, OUT> join) {
    if (LoopPlans.isSolutionSet(join.getInput1()) || LoopPlans.isSolutionSet(join.getInput2())) {
      return LoopPlans.solutionJoin(planner, join, parameters(join));
    }
    Stage first = planner.stage(join.getInput1());
    Stage second = planner.stage(join.getInput2());
    int parallelism = planner.parallelism(join.getParallelism());
    JoinHint hint = join.getJoinHint();
    String reason = "hint " + hint;
    boolean free = hint == JoinHint.OPTIMIZER_CHOOSES;
    if (free) {
      hint = choose(planner, join, first, second, parallelism);
      reason =
          "first side "
              + first.size().get().describe()
              + "; second side "
              + second.size().get().describe();
    }
    boolean broadcastFirst = hint == JoinHint.BROADCAST_HASH_FIRST;
    boolean broadcastSecond = hint == JoinHint.BROADCAST_HASH_SECOND;
    boolean broadcast = broadcastFirst || broadcastSecond;
    Partitioner<?> partitioner = join.getPartitioner();
    Ship shipFirst =
        broadcast
            ? broadcastFirst ? Ship.broadcast() : null
            : ship(planner, first, join.keys1, partitioner, parallelism);
    Ship shipSecond =
        broadcast
            ? broadcastSecond ? Ship.broadcast() : null
            : ship(planner, second, join.keys2, partitioner, parallelism);
    boolean merge = hint == JoinHint.REPARTITION_SORT_MERGE;
    OuterSides outer = outerSides(join.getJoinType());
    int build = broadcastFirst || hint == JoinHint.REPARTITION_HASH_FIRST ? 0 : 1;
    Configuration parameters = parameters(join);
    TypeComparator<I1> keys1 = join.keys1.comparator(planner.config());
    TypeComparator<I2> keys2 = join.keys2.comparator(planner.config());
    OperatorFactory factory =
        merge
            ? MergeJoiner.factory(join.pairFunction, parameters, keys1, keys2, outer)
            : HashJoiner.factory(
                join.pairFunction,
                parameters,
                keys1,
                keys2,
                build,
                free && planner.scope() == null,
                outer);
    String kind = join.getJoinType() == JoinType.INNER ? "Join" : outerName(join.getJoinType());
    PlanNode node =
        planner.new Inputs(kind, join.joinLocationName, join, parallelism)
            .add(first, shipFirst, join.getInput1Type(), !merge && build == 1)
            .add(second, shipSecond, join.getInput2Type(), !merge && build == 0)
            .node(factory, MEMORY_WEIGHT);
    node.detail("keys: " + join.keys1.describe() + " = " + join.keys2.describeWithTypes());
    node.detail(
        "strategy: "
            + strategyName(join.getJoinType(), merge, build)
            + " ("
            + (merge
                ? "sort both sides and merge"
                : "hybrid hash, build side " + (build == 0 ? "first" : "second"))
            + "), "
            + (broadcast ? "one side sent to all" : "both sides partitioned by key"));
    node.detail("reason: " + reason);
    Partitioning after = broadcast ? Partitioning.NONE : Partitioning.by(join.keys1, partitioner);
    Partitioning bySecond =
        broadcast ? Partitioning.NONE : Partitioning.by(join.keys2, partitioner);
    if (isSentByHash(shipFirst) && isSentByHash(shipSecond) && planner.scope() == null) {
      PlacementUse use = new PlacementUse();
      after = after.watched(use);
      bySecond = bySecond.watched(use);
      planner
          .exchanges()
          .loosen(node, 0, placement(planner, outer.keepsFirst(), outer.keepsSecond(), free), use);
      planner
          .exchanges()
          .loosen(node, 1, placement(planner, outer.keepsSecond(), outer.keepsFirst(), free), use);
    }
    // what a function forwards of a side that may be null is not where the key's hash is
    Partitioning kept =
        outer.keepsSecond() ? Partitioning.NONE : after.through(join.forwardedFields(0));
    if (kept.equals(Partitioning.NONE) && !outer.keepsFirst()) {
      kept = bySecond.through(join.forwardedFields(1));
    }
    return Stage.of(node, parallelism, after, Estimate.Lazy.NONE).partitioned(kept);
  }

  private static boolean isSentByHash(Ship ship) {
    return ship != null && ship.name().equals(Ship.HASH);
  }

  /**
   * What may become of a side when the real sizes are known.
   *
   * @param kept whether its records are paired with null if they have no partner
   * @param otherKept whether those of the other side are
   * @param free whether the program leaves the strategy to the engine
   */
  private static KeyPlacement placement(
      Planner planner, boolean kept, boolean otherKept, boolean free) {
    ReadableConfig configuration = planner.configuration();
    if (!configuration.get(ExecutionOptions.ADAPTIVE_JOIN)) {
      return KeyPlacement.STRICT;
    }
    long most = configuration.get(ExecutionOptions.ADAPTIVE_BROADCAST_THRESHOLD).getBytes();
    // one subtask must see that a record has no partner, so what is kept is not in several
    return new KeyPlacement(!otherKept, free && !kept ? Math.max(0, most) : 0);
  }

  /** The name that users know a strategy by. */
  private static String strategyName(JoinType type, boolean merge, int build) {
    if (merge) {
      return type.name() + "_MERGE";
    }
    String prefix = type == JoinType.INNER ? "" : type.name().replace("_OUTER", "_");
    return prefix + "HYBRIDHASH_BUILD_" + (build == 0 ? "FIRST" : "SECOND");
  }

  private static JoinHint choose(
      Planner planner,
      JoinOperator.EquiJoin<?, ?, ?> join,
      Stage first,
      Stage second,
      int parallelism) {
    Estimate one = first.size().get();
    Estimate two = second.size().get();
    boolean partitioned = join.getPartitioner() != null;
    OuterSides outer = outerSides(join.getJoinType());
    if (planner.scope() != null) {
      // what is the same in each superstep is built once, unless what meets it must be remembered
      boolean firstChanges = planner.scope().isDynamic(join.getInput1());
      boolean secondChanges = planner.scope().isDynamic(join.getInput2());
      boolean canKeep = secondChanges ? !outer.keepsFirst() : !outer.keepsSecond();
      if (firstChanges != secondChanges && canKeep) {
        Estimate constant = secondChanges ? one : two;
        if (!partitioned
            && constant.isKnown()
            && constant.likelyBytes() * parallelism <= BROADCAST_LIMIT_BYTES) {
          return secondChanges ? JoinHint.BROADCAST_HASH_FIRST : JoinHint.BROADCAST_HASH_SECOND;
        }
        return secondChanges ? JoinHint.REPARTITION_HASH_FIRST : JoinHint.REPARTITION_HASH_SECOND;
      }
    }
    // a side whose lonely records are kept cannot be with everybody: all would keep them
    if (!partitioned && !outer.keepsSecond() && isTiny(two, one, parallelism)) {
      return JoinHint.BROADCAST_HASH_SECOND;
    }
    if (!partitioned && !outer.keepsFirst() && isTiny(one, two, parallelism)) {
      return JoinHint.BROADCAST_HASH_FIRST;
    }
    if (one.isKnown() && two.isKnown()) {
      return one.likelyBytes() < two.likelyBytes()
          ? JoinHint.REPARTITION_HASH_FIRST
          : JoinHint.REPARTITION_HASH_SECOND;
    }
    if (outer.keepsFirst() != outer.keepsSecond()) {
      // probing with the side that is kept needs no marks
      return outer.keepsFirst()
          ? JoinHint.REPARTITION_HASH_SECOND
          : JoinHint.REPARTITION_HASH_FIRST;
    }
    return one.isKnown() ? JoinHint.REPARTITION_HASH_FIRST : JoinHint.REPARTITION_HASH_SECOND;
  }

  /** Whether sending a side to everybody moves much less than sending both by key. */
  private static boolean isTiny(Estimate side, Estimate other, int parallelism) {
    return parallelism > 1
        && side.isKnown()
        && other.isKnown()
        && side.likelyBytes() <= BROADCAST_LIMIT_BYTES
        && side.likelyBytes() * parallelism * 4 < other.likelyBytes();
  }

  private static OuterSides outerSides(JoinType type) {
    return switch (type) {
      case INNER -> OuterSides.NONE;
      case LEFT_OUTER -> OuterSides.FIRST;
      case RIGHT_OUTER -> OuterSides.SECOND;
      case FULL_OUTER -> OuterSides.BOTH;
    };
  }

  private static String outerName(JoinType type) {
    return switch (type) {
      case LEFT_OUTER -> "LeftOuterJoin";
      case RIGHT_OUTER -> "RightOuterJoin";
      default -> "FullOuterJoin";
    };
  }

  /** A function of the records that two sides have of each key. */
  static <I1, I2, OUT> Stage coGroup(Planner planner, CoGroupOperator<I1, I2, OUT> operator) {
    if (LoopPlans.isSolutionSet(operator.getInput1())
        || LoopPlans.isSolutionSet(operator.getInput2())) {
      return LoopPlans.solutionCoGroup(planner, operator);
    }
    Stage first = planner.stage(operator.getInput1());
    Stage second = planner.stage(operator.getInput2());
    int parallelism = planner.parallelism(operator.getParallelism());
    Partitioner<?> partitioner = operator.getPartitioner();
    OperatorFactory factory =
        CoGrouper.factory(
            operator.settings.function(operator.function),
            sideOrder(planner, operator.getInput1(), operator.keys1, operator.firstOrder),
            sideOrder(planner, operator.getInput2(), operator.keys2, operator.secondOrder));
    PlanNode node =
        planner.new Inputs("CoGroup", operator.defaultName, operator, parallelism)
            .add(
                first,
                ship(planner, first, operator.keys1, partitioner, parallelism),
                operator.getInput1Type(),
                false)
            .add(
                second,
                ship(planner, second, operator.keys2, partitioner, parallelism),
                operator.getInput2Type(),
                false)
            .node(factory, MEMORY_WEIGHT);
    node.detail("keys: " + operator.keys1.describe() + " = " + operator.keys2.describeWithTypes());
    node.detail("strategy: sort both sides and merge");
    return Stage.of(
            node, parallelism, Partitioning.by(operator.keys1, partitioner), Estimate.Lazy.NONE)
        .keeping(operator.forwardedFields(0));
  }

  static <T> CoGrouper.SideOrder sideOrder(
      Planner planner, DataSet<T> set, Keys<T> keys, SortOrder<T> order) {
    return new CoGrouper.SideOrder(
        order.comparator(keys, planner.serializer(set.getType()), planner.config()),
        keys.comparator(planner.config()));
  }

  /** All pairs of two data sets. */
  static <I1, I2, OUT> Stage cross(Planner planner, CrossOperator<I1, I2, OUT> operator) {
    Stage first = planner.stage(operator.getInput1());
    Stage second = planner.stage(operator.getInput2());
    int parallelism = planner.parallelism(operator.getParallelism());
    int kept = keptSide(operator.getCrossHint(), first, second);
    PlanNode node =
        planner.new Inputs("Cross", operator.defaultName, operator, parallelism)
            .add(first, kept == 0 ? Ship.broadcast() : null, operator.getInput1Type(), kept == 1)
            .add(second, kept == 1 ? Ship.broadcast() : null, operator.getInput2Type(), kept == 0)
            .node(
                Crosser.factory(operator.pairFunction, parameters(operator), kept), MEMORY_WEIGHT);
    node.detail(
        "strategy: nested loop, the "
            + (kept == 0 ? "first" : "second")
            + " side sent to all"
            + warning(planner, operator, first.size().get(), second.size().get()));
    return Stage.of(node, parallelism, Partitioning.NONE, Estimate.Lazy.NONE);
  }

  /** What is to be said of a cross that makes very many pairs; empty if it does not. */
  private static String warning(
      Planner planner, CrossOperator<?, ?, ?> operator, Estimate one, Estimate two) {
    double pairs = (double) one.records() * two.records();
    if (one.records() < 0 || two.records() < 0 || pairs < MANY_PAIRS) {
      return "";
    }
    String warning =
        String.format(
            Locale.ROOT,
            "a cross of %d with %d records makes %.1e pairs",
            one.records(),
            two.records(),
            pairs);
    planner.warn(
        operator.defaultName
            + ": "
            + warning
            + ". If a field says which belong together, join on it.");
    return "; warning: " + warning;
  }

  private static int keptSide(CrossHint hint, Stage first, Stage second) {
    if (hint == CrossHint.FIRST_IS_SMALL) {
      return 0;
    } else if (hint == CrossHint.SECOND_IS_SMALL) {
      return 1;
    }
    Estimate one = first.size().get();
    Estimate two = second.size().get();
    return one.isKnown() && (!two.isKnown() || one.likelyBytes() < two.likelyBytes()) ? 0 : 1;
  }

  /** How a side is sent by its key; null if its records are where they belong. */
  static <T> Ship ship(
      Planner planner, Stage side, Keys<T> keys, Partitioner<?> partitioner, int parallelism) {
    boolean inPlace =
        side.parallelism() == parallelism
            && (side.partitioning().isExactly(keys, partitioner)
                || parallelism == 1 && !side.hasShip());
    if (inPlace) {
      side.partitioning().use();
    }
    return inPlace ? null : planner.ship(keys, partitioner);
  }

  private static Configuration parameters(UdfOperator<?> operator) {
    Configuration given = operator.getParameters();
    return given == null ? new Configuration() : new Configuration(given);
  }
}
