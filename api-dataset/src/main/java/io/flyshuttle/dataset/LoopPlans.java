// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.dataset;

import io.flyshuttle.core.job.InvalidProgramException;
import io.flyshuttle.core.operator.OperatorFactory;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.plan.PlanNode;
import io.flyshuttle.dataset.DeltaIteration.SolutionSetPlaceHolder;
import io.flyshuttle.dataset.DeltaIteration.WorksetPlaceHolder;
import io.flyshuttle.dataset.key.Keys;
import io.flyshuttle.operators.iterate.Loop;
import io.flyshuttle.operators.iterate.LoopBody;
import io.flyshuttle.operators.iterate.LoopBody.Feed;
import io.flyshuttle.operators.iterate.SolutionCoGrouper;
import io.flyshuttle.operators.iterate.SolutionJoiner;
import java.util.List;

/**
 * Plans of loops. A loop is one operator, whose subtasks exchange records with each other; its
 * inputs are what it starts with and what its body reads from outside.
 */
final class LoopPlans {
  private static final int MEMORY_WEIGHT = 8;

  private LoopPlans() {}

  /** What a bulk loop hands from round to round, as its body sees it. */
  static Stage placeholder(Planner planner, IterativeDataSet<?> set) {
    return carried(planner, set);
  }

  /** The workset, as the body of its loop sees it. */
  static Stage workset(Planner planner, WorksetPlaceHolder<?> set) {
    return carried(planner, set);
  }

  private static Stage carried(Planner planner, DataSet<?> set) {
    if (planner.scope() == null || !planner.scope().isCarried(set)) {
      throw new InvalidProgramException(
          "the data set of a loop is used outside of the loop: close the loop with closeWith and"
              + " use what that returns");
    }
    return planner.scope().carriedStage();
  }

  /** Refused: the solution set can be joined and co-grouped with, but not read as a whole. */
  static Stage solutionSet(Planner planner, SolutionSetPlaceHolder<?> set) {
    throw new InvalidProgramException(
        "the solution set of a loop can only be joined or co-grouped with, by its own key, inside"
            + " the loop");
  }

  /** The result of a bulk loop. */
  static <T> Stage bulk(Planner planner, BulkIterationResultSet<T> set) {
    if (planner.scope() != null) {
      throw LoopScope.nested();
    }
    IterativeDataSet<T> head = set.head();
    int parallelism = planner.parallelism(head.getParallelism());
    LoopScope scope = new LoopScope(planner, head, null, parallelism);
    Planner inner = planner.inside(scope, parallelism);
    Stage next = inner.stage(set.nextPartialSolution());
    DataSet<?> criterion = set.terminationCriterion();
    LoopScope.Assembly assembly = scope.new Assembly(inner);
    List<Feed> nextFeeds = assembly.feeds(next, null, planner.serializer(head.getType()));
    List<Feed> decision =
        criterion == null ? null : assembly.local(inner.stage(criterion), criterion.getType());
    LoopBody body =
        assembly.body(nextFeeds, null, decision, head.getMaxIterations(), head.getAggregators());
    PlanNode node =
        loopNode(
            planner, "Bulk iteration", head.getName(), Loop.bulk(body), head, body, parallelism);
    planner.connect(node, 0, planner.stage(head.getInput()), null, head.getType());
    connectConstants(planner, node, scope);
    return Stage.of(node, parallelism, Partitioning.NONE, Estimate.Lazy.NONE);
  }

  /** The result of a delta iteration. */
  static <ST, WT> Stage delta(Planner planner, DeltaIterationResultSet<ST, WT> set) {
    if (planner.scope() != null) {
      throw LoopScope.nested();
    }
    DeltaIteration<ST, WT> loop = set.getIterationHead();
    int parallelism = planner.parallelism(loop.getParallelism());
    LoopScope scope = new LoopScope(planner, loop.getWorkset(), loop.getSolutionSet(), parallelism);
    Planner inner = planner.inside(scope, parallelism);
    Stage next = inner.stage(set.getNextWorkset());
    Stage changes = inner.stage(set.getNextSolutionSet());
    Keys<ST> keys = loop.keys();
    LoopScope.Assembly assembly = scope.new Assembly(inner);
    List<Feed> nextFeeds =
        assembly.feeds(next, null, planner.serializer(loop.getInitialWorkset().getType()));
    boolean inPlace =
        changes.parallelism() == parallelism
            && !changes.hasShip()
            && changes.partitioning().isExactly(keys, null);
    if (inPlace) {
      changes.partitioning().use();
    }
    List<Feed> changeFeeds =
        assembly.feeds(
            changes,
            inPlace ? null : planner.ship(keys, null),
            planner.serializer(loop.getInitialSolutionSet().getType()));
    LoopBody body =
        assembly.body(nextFeeds, changeFeeds, null, loop.maxIterations(), loop.getAggregators());
    PlanNode node =
        loopNode(
            planner,
            "Delta iteration",
            loop.getName(),
            Loop.delta(body, keys.comparator(planner.config())),
            set,
            body,
            parallelism);
    node.detail("solution set: key " + keys.describeWithTypes() + ", partitioned by it");
    node.detail(
        "changes of the solution set: "
            + (inPlace ? "where they belong already" : "sent by the hash of the key"));
    planner.connect(
        node, 0, planner.stage(loop.getInitialWorkset()), null, loop.getInitialWorkset().getType());
    connectConstants(planner, node, scope);
    planner.connect(
        node,
        body.ports().size(),
        planner.stage(loop.getInitialSolutionSet()),
        planner.ship(keys, null),
        loop.getInitialSolutionSet().getType());
    return Stage.of(node, parallelism, Partitioning.NONE, Estimate.Lazy.NONE)
        .partitioned(Partitioning.by(keys, null));
  }

  private static PlanNode loopNode(
      Planner planner,
      String kind,
      String name,
      OperatorFactory factory,
      DataSet<?> set,
      LoopBody body,
      int parallelism) {
    PlanNode node =
        planner.node(
            kind,
            "at most " + body.maxSupersteps() + " supersteps",
            name,
            factory,
            parallelism,
            set.getType());
    node.managedMemoryWeight(MEMORY_WEIGHT).peers(true);
    for (LoopBody.Step step : body.steps()) {
      node.detail("step: " + step.name() + describe(step, body));
    }
    return node;
  }

  private static String describe(LoopBody.Step step, LoopBody body) {
    StringBuilder text = new StringBuilder(step.single() ? ", in one subtask" : "");
    for (LoopBody.StepInput input : step.inputs()) {
      int source = input.feed().source();
      String from =
          source == 0
              ? "the loop's data"
              : source < body.ports().size()
                  ? "data from outside, read once"
                  : body.steps().get(source - body.ports().size()).name();
      text.append("; input ").append(input.input()).append(": ").append(from);
      if (input.feed().exchange() != null) {
        text.append(", sent to other subtasks");
      }
    }
    return text.toString();
  }

  private static void connectConstants(Planner planner, PlanNode node, LoopScope scope) {
    for (int i = 0; i < scope.constants().size(); i++) {
      LoopScope.Constant constant = scope.constants().get(i);
      planner.connect(
          node, i + 1, planner.stage(constant.set()), constant.ship(), constant.set().getType());
    }
  }

  static boolean isSolutionSet(DataSet<?> set) {
    return set instanceof SolutionSetPlaceHolder;
  }

  private static void checkInsideLoop(Planner planner, DataSet<?> set) {
    if (planner.scope() == null || !planner.scope().isSolutionSet(set)) {
      throw new InvalidProgramException("a solution set is used outside of its loop");
    }
  }

  /** A join with the solution set. */
  static Stage solutionJoin(
      Planner planner, JoinOperator.EquiJoin<?, ?, ?> join, Configuration parameters) {
    boolean first = isSolutionSet(join.getInput1());
    SolutionSetPlaceHolder<?> solution =
        (SolutionSetPlaceHolder<?>) (first ? join.getInput1() : join.getInput2());
    checkInsideLoop(planner, solution);
    solution.checkJoinKeyFields((first ? join.keys1 : join.keys2).positions());
    boolean keepsUnmatched =
        join.getJoinType() == (first ? JoinType.RIGHT_OUTER : JoinType.LEFT_OUTER);
    if (join.getJoinType().isOuter() && !keepsUnmatched) {
      throw new InvalidProgramException(
          "an outer join that keeps all of a solution set is not possible: each superstep would"
              + " read it as a whole");
    }
    DataSet<?> other = first ? join.getInput2() : join.getInput1();
    Keys<?> otherKeys = first ? join.keys2 : join.keys1;
    Stage side = planner.stage(other);
    int parallelism = planner.parallelism(join.getParallelism());
    OperatorFactory factory =
        SolutionJoiner.factory(
            join.pairFunction,
            parameters,
            otherKeys.comparator(planner.config()),
            first,
            keepsUnmatched);
    PlanNode node =
        planner.new Inputs("Join with solution set", join.joinLocationName, join, parallelism)
            .add(
                side,
                JoinPlans.ship(planner, side, otherKeys, null, parallelism),
                other.getType(),
                false)
            .node(factory, 0);
    return Stage.of(node, parallelism, Partitioning.by(otherKeys, null), Estimate.Lazy.NONE)
        .keeping(join.forwardedFields(first ? 1 : 0));
  }

  /** A coGroup with the solution set. */
  static <I1, I2, OUT> Stage solutionCoGroup(
      Planner planner, CoGroupOperator<I1, I2, OUT> operator) {
    boolean first = isSolutionSet(operator.getInput1());
    SolutionSetPlaceHolder<?> solution =
        (SolutionSetPlaceHolder<?>) (first ? operator.getInput1() : operator.getInput2());
    checkInsideLoop(planner, solution);
    solution.checkJoinKeyFields((first ? operator.keys1 : operator.keys2).positions());
    DataSet<?> other = first ? operator.getInput2() : operator.getInput1();
    Keys<?> otherKeys = first ? operator.keys2 : operator.keys1;
    Stage side = planner.stage(other);
    int parallelism = planner.parallelism(operator.getParallelism());
    OperatorFactory factory =
        SolutionCoGrouper.factory(
            operator.settings.function(operator.function),
            first
                ? JoinPlans.sideOrder(
                    planner, operator.getInput2(), operator.keys2, operator.secondOrder)
                : JoinPlans.sideOrder(
                    planner, operator.getInput1(), operator.keys1, operator.firstOrder),
            first);
    PlanNode node =
        planner.new Inputs("CoGroup with solution set", operator.defaultName, operator, parallelism)
            .add(
                side,
                JoinPlans.ship(planner, side, otherKeys, null, parallelism),
                other.getType(),
                false)
            .node(factory, 1);
    return Stage.of(node, parallelism, Partitioning.by(otherKeys, null), Estimate.Lazy.NONE)
        .keeping(operator.forwardedFields(first ? 1 : 0));
  }
}
