// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.dataset;

import io.flyshuttle.core.function.aggregator.AggregatorRegistry;
import io.flyshuttle.core.job.InvalidProgramException;
import io.flyshuttle.core.operator.OperatorFactory;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.plan.PlanNode;
import io.flyshuttle.dataset.DeltaIteration.SolutionSetPlaceHolder;
import io.flyshuttle.dataset.DeltaIteration.WorksetPlaceHolder;
import io.flyshuttle.operators.iterate.BulkLoop;
import io.flyshuttle.operators.iterate.DeltaLoop;
import io.flyshuttle.operators.iterate.LoopBody;
import io.flyshuttle.operators.iterate.SolutionCoGrouper;
import io.flyshuttle.operators.iterate.SolutionJoiner;

/**
 * Plans of loops. A loop is one operator in one task; its inputs are what it starts with and what
 * its body reads from outside.
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
    LoopScope scope = new LoopScope(head, null);
    Planner inner = planner.inside(scope);
    Stage next = inner.stage(set.nextPartialSolution());
    Stage criterion =
        set.terminationCriterion() == null ? null : inner.stage(set.terminationCriterion());
    LoopScope.Assembly assembly = scope.new Assembly(inner);
    int[] nextSources = assembly.sources(next);
    int[] decision = criterion == null ? null : assembly.sources(criterion);
    LoopBody body =
        assembly.body(nextSources, decision, head.getMaxIterations(), head.getAggregators());
    PlanNode node =
        loopNode(planner, "Bulk iteration", head.getName(), BulkLoop.factory(body), head, body);
    planner.connect(node, 0, planner.stage(head.getInput()), null, head.getType());
    connectConstants(planner, node, scope);
    return Stage.of(node, 1, Partitioning.NONE, Estimate.Lazy.NONE);
  }

  /** The result of a delta iteration. */
  static <ST, WT> Stage delta(Planner planner, DeltaIterationResultSet<ST, WT> set) {
    if (planner.scope() != null) {
      throw LoopScope.nested();
    }
    DeltaIteration<ST, WT> loop = set.getIterationHead();
    LoopScope scope = new LoopScope(loop.getWorkset(), loop.getSolutionSet());
    Planner inner = planner.inside(scope);
    Stage next = inner.stage(set.getNextWorkset());
    Stage changes = inner.stage(set.getNextSolutionSet());
    LoopScope.Assembly assembly = scope.new Assembly(inner);
    int[] nextSources = assembly.sources(next);
    int[] changeSources = assembly.sources(changes);
    AggregatorRegistry aggregators = loop.getAggregators();
    LoopBody body = assembly.body(nextSources, null, loop.maxIterations(), aggregators);
    PlanNode node =
        loopNode(
            planner,
            "Delta iteration",
            loop.getName(),
            DeltaLoop.factory(body, changeSources, loop.keys().comparator(planner.config())),
            set,
            body);
    planner.connect(
        node, 0, planner.stage(loop.getInitialWorkset()), null, loop.getInitialWorkset().getType());
    connectConstants(planner, node, scope);
    planner.connect(
        node,
        body.ports().size(),
        planner.stage(loop.getInitialSolutionSet()),
        null,
        loop.getInitialSolutionSet().getType());
    return Stage.of(node, 1, Partitioning.NONE, Estimate.Lazy.NONE);
  }

  private static PlanNode loopNode(
      Planner planner,
      String kind,
      String name,
      OperatorFactory factory,
      DataSet<?> set,
      LoopBody body) {
    PlanNode node =
        planner.node(
            kind,
            "at most " + body.maxSupersteps() + " supersteps",
            name,
            factory,
            1,
            set.getType());
    node.managedMemoryWeight(MEMORY_WEIGHT);
    for (LoopBody.Step step : body.steps()) {
      node.detail("step: " + step.name());
    }
    return node;
  }

  private static void connectConstants(Planner planner, PlanNode node, LoopScope scope) {
    for (int i = 0; i < scope.constants().size(); i++) {
      DataSet<?> constant = scope.constants().get(i);
      planner.connect(node, i + 1, planner.stage(constant), null, constant.getType());
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
    OperatorFactory factory =
        SolutionJoiner.factory(
            join.pairFunction,
            parameters,
            (first ? join.keys2 : join.keys1).comparator(planner.config()),
            first,
            keepsUnmatched);
    PlanNode node =
        planner.new Inputs("Join with solution set", join.joinLocationName, join, 1)
            .add(planner.stage(other), null, other.getType(), false)
            .node(factory, 0);
    return Stage.of(node, 1, Partitioning.NONE, Estimate.Lazy.NONE);
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
        planner.new Inputs("CoGroup with solution set", operator.defaultName, operator, 1)
            .add(planner.stage(other), null, other.getType(), false)
            .node(factory, 1);
    return Stage.of(node, 1, Partitioning.NONE, Estimate.Lazy.NONE);
  }
}
