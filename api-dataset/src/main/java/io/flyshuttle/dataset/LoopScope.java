// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.dataset;

import io.flyshuttle.core.function.aggregator.Aggregator;
import io.flyshuttle.core.function.aggregator.AggregatorRegistry;
import io.flyshuttle.core.function.aggregator.AggregatorWithName;
import io.flyshuttle.core.job.InvalidProgramException;
import io.flyshuttle.core.operator.OperatorFactory;
import io.flyshuttle.core.plan.PlanNode;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.dataset.Stage.Branch;
import io.flyshuttle.operators.iterate.LoopBody;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The body of a loop while it is planned. What depends on the loop's own data sets is planned as
 * steps of the body; all else is constant: planned outside, and a port of the body.
 */
final class LoopScope {
  private static final OperatorFactory NO_OPERATOR =
      () -> {
        throw new IllegalStateException("a port of a loop is no operator");
      };

  private final DataSet<?> carried;
  private final DataSet<?> solutionSet;
  private final Map<DataSet<?>, Boolean> dynamic = new IdentityHashMap<>();
  private final List<PlanNode> portNodes = new ArrayList<>();
  private final List<DataSet<?>> constants = new ArrayList<>();

  /**
   * @param carried what is handed from superstep to superstep, as the body sees it
   * @param solutionSet the solution set as the body sees it; null for a bulk loop
   */
  LoopScope(DataSet<?> carried, DataSet<?> solutionSet) {
    this.carried = carried;
    this.solutionSet = solutionSet;
    portNodes.add(port("port 0"));
  }

  private static PlanNode port(String name) {
    return new PlanNode(name, NO_OPERATOR).parallelism(1);
  }

  /** Whether a data set changes from superstep to superstep. */
  boolean isDynamic(DataSet<?> set) {
    Boolean known = dynamic.get(set);
    if (known == null) {
      known =
          set == carried
              || set == solutionSet
              || Dependencies.of(set).stream().anyMatch(this::isDynamic);
      dynamic.put(set, known);
    }
    return known;
  }

  /** The body's own data set. */
  boolean isCarried(DataSet<?> set) {
    return set == carried;
  }

  boolean isSolutionSet(DataSet<?> set) {
    return set == solutionSet;
  }

  Stage carriedStage() {
    return Stage.of(portNodes.get(0), 1, Partitioning.NONE, Estimate.Lazy.NONE);
  }

  /** A data set from outside, as a port. */
  Stage constant(DataSet<?> set) {
    int index = constants.indexOf(set);
    if (index < 0) {
      index = constants.size();
      constants.add(set);
      portNodes.add(port("port " + (index + 1)));
    }
    return Stage.of(portNodes.get(index + 1), 1, Partitioning.NONE, Estimate.Lazy.NONE);
  }

  /** The data sets from outside, in the order of their ports, which begin with 1. */
  List<DataSet<?>> constants() {
    return constants;
  }

  /** The planned body. */
  final class Assembly {
    private final Planner planner;
    private final Map<PlanNode, Integer> numbers = new IdentityHashMap<>();
    private final List<LoopBody.Step> steps = new ArrayList<>();

    Assembly(Planner planner) {
      this.planner = planner;
      for (int i = 0; i < portNodes.size(); i++) {
        numbers.put(portNodes.get(i), i);
      }
    }

    /** The sources of a result, with all that leads to them. */
    int[] sources(Stage result) {
      int[] sources = new int[result.branches().size()];
      for (int i = 0; i < sources.length; i++) {
        Branch branch = result.branches().get(i);
        sources[i] = number(branch.node());
      }
      return sources;
    }

    private int number(PlanNode node) {
      Integer known = numbers.get(node);
      if (known != null) {
        return known;
      }
      List<LoopBody.StepInput> inputs = new ArrayList<>();
      for (Exchanges.Link link : planner.exchanges().linksTo(node)) {
        inputs.add(new LoopBody.StepInput(link.input(), number(link.source()), link.serializer()));
      }
      int number = portNodes.size() + steps.size();
      steps.add(
          new LoopBody.Step(
              node.toString(),
              node.factory(),
              inputs,
              node.outputSerializer(),
              node.managedMemoryWeight() > 0));
      numbers.put(node, number);
      return number;
    }

    LoopBody body(int[] next, int[] decision, int maxSupersteps, AggregatorRegistry registry) {
      List<TypeSerializer<?>> ports = new ArrayList<>();
      ports.add(planner.serializer(carried.getType()));
      for (DataSet<?> constant : constants) {
        ports.add(planner.serializer(constant.getType()));
      }
      Map<String, Aggregator<?>> aggregators = new LinkedHashMap<>();
      for (AggregatorWithName<?> aggregator : registry.getAllRegisteredAggregators()) {
        aggregators.put(aggregator.getName(), aggregator.getAggregator());
      }
      return new LoopBody(
          ports,
          steps,
          next,
          decision,
          maxSupersteps,
          aggregators,
          registry.getConvergenceCriterionAggregatorName(),
          registry.getConvergenceCriterion());
    }
  }

  static InvalidProgramException nested() {
    return new InvalidProgramException(
        "a loop inside the body of another is not possible: compute the inner loop from data that"
            + " does not change in the outer one, or unroll it");
  }
}
