// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.dataset;

import io.flyshuttle.core.function.aggregator.Aggregator;
import io.flyshuttle.core.function.aggregator.AggregatorRegistry;
import io.flyshuttle.core.function.aggregator.AggregatorWithName;
import io.flyshuttle.core.job.InvalidProgramException;
import io.flyshuttle.core.operator.ChannelSelector;
import io.flyshuttle.core.operator.GlobalSelector;
import io.flyshuttle.core.operator.OperatorFactory;
import io.flyshuttle.core.operator.RebalanceSelector;
import io.flyshuttle.core.option.CheckpointingOptions;
import io.flyshuttle.core.option.ExecutionOptions;
import io.flyshuttle.core.plan.PlanNode;
import io.flyshuttle.core.plan.Ship;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.operators.iterate.LoopBody;
import io.flyshuttle.operators.iterate.LoopBody.Feed;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The body of a loop while it is planned. What depends on the loop's own data sets is planned as
 * steps of the body; all else is constant: planned outside, and a port of the body.
 */
final class LoopScope {
  private static final OperatorFactory NO_OPERATOR =
      () -> {
        throw new IllegalStateException("a port of a loop is no operator");
      };

  /** Data from outside that an operator of the body reads: a port of its own, sent as it needs. */
  record Constant(DataSet<?> set, Ship ship, TypeSerializer<?> serializer) {}

  private final Planner outside;
  private final DataSet<?> carried;
  private final DataSet<?> solutionSet;
  private final int parallelism;
  private final Map<DataSet<?>, Boolean> dynamic = new IdentityHashMap<>();
  private final PlanNode carriedNode;
  private final Map<PlanNode, DataSet<?>> constantNodes = new IdentityHashMap<>();
  private final List<Constant> constants = new ArrayList<>();

  /**
   * @param outside plans what does not change
   * @param carried what is handed from superstep to superstep, as the body sees it
   * @param solutionSet the solution set as the body sees it; null for a bulk loop
   * @param parallelism of the loop
   */
  LoopScope(Planner outside, DataSet<?> carried, DataSet<?> solutionSet, int parallelism) {
    this.outside = outside;
    this.carried = carried;
    this.solutionSet = solutionSet;
    this.parallelism = parallelism;
    this.carriedNode = port("port 0", parallelism);
  }

  private static PlanNode port(String name, int parallelism) {
    return new PlanNode(name, NO_OPERATOR).parallelism(parallelism);
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
    return Stage.of(carriedNode, parallelism, Partitioning.NONE, Estimate.Lazy.NONE);
  }

  /** A data set from outside; what is known of it holds inside too. */
  Stage constant(DataSet<?> set) {
    Stage real = outside.stage(set);
    PlanNode node = port("data from outside", real.parallelism());
    constantNodes.put(node, set);
    return Stage.of(node, real.parallelism(), Partitioning.NONE, real.size())
        .partitioned(real.partitioning());
  }

  /** The ports from 1 on. */
  List<Constant> constants() {
    return constants;
  }

  /** The planned body. */
  final class Assembly {
    private final Planner planner;
    private final Map<PlanNode, Integer> numbers = new IdentityHashMap<>();
    private final List<LoopBody.Step> steps = new ArrayList<>();

    Assembly(Planner planner) {
      this.planner = planner;
      numbers.put(carriedNode, 0);
    }

    /**
     * What leads to a result, with all that leads to that.
     *
     * @param ship how the records are to be spread; null to leave them where they are
     */
    List<Feed> feeds(Stage result, Ship ship, TypeSerializer<?> serializer) {
      List<Feed> feeds = new ArrayList<>();
      for (Stage.Branch branch : result.branches()) {
        Ship chosen =
            ship != null ? ship : branch.ship() != null ? branch.ship() : Ship.automatic();
        feeds.add(feed(branch.node(), parallelism, chosen, serializer));
      }
      return feeds;
    }

    /** What a data set is made of, to be counted where it is. */
    List<Feed> local(Stage result, TypeInformation<?> type) {
      List<Feed> feeds = new ArrayList<>();
      for (Stage.Branch branch : result.branches()) {
        feeds.add(
            feed(
                branch.node(),
                branch.node().parallelism(),
                Ship.forward(),
                planner.serializer(type)));
      }
      return feeds;
    }

    private Feed feed(
        PlanNode source, int targetParallelism, Ship ship, TypeSerializer<?> serializer) {
      boolean toFirst = targetParallelism < parallelism;
      if (constantNodes.containsKey(source)) {
        constants.add(
            new Constant(
                constantNodes.get(source),
                toFirst ? Ship.global() : ship.isForward() ? null : ship,
                serializer));
        return new Feed(-constants.size(), serializer, null);
      }
      int number = number(source);
      boolean stays = ship.isForward() && source.parallelism() == targetParallelism;
      if (stays || parallelism == 1) {
        return new Feed(number, serializer, null);
      }
      ChannelSelector<?> selector =
          ship.isForward() || toFirst
              ? toFirst ? new GlobalSelector() : new RebalanceSelector()
              : ship.selector();
      return new Feed(number, serializer, new LoopBody.Exchange(selector, toFirst));
    }

    /** Steps are numbered from 1 on here, as the number of ports is known only at the end. */
    private int number(PlanNode node) {
      Integer known = numbers.get(node);
      if (known != null) {
        return known;
      }
      List<LoopBody.StepInput> inputs = new ArrayList<>();
      for (Exchanges.Link link : planner.exchanges().linksTo(node)) {
        inputs.add(
            new LoopBody.StepInput(
                link.input(),
                feed(link.source(), node.parallelism(), link.ship(), link.serializer())));
      }
      steps.add(
          new LoopBody.Step(
              node.toString(),
              node.factory(),
              inputs,
              node.outputSerializer(),
              node.managedMemoryWeight() > 0,
              node.parallelism() < parallelism));
      numbers.put(node, steps.size());
      return steps.size();
    }

    /** Sources by their final numbers: ports first, then steps. */
    private Feed numbered(Feed feed) {
      int number = feed.source();
      int source = number < 0 ? -number : number == 0 ? 0 : constants.size() + number;
      return new Feed(source, feed.serializer(), feed.exchange());
    }

    private List<Feed> numbered(List<Feed> feeds) {
      return feeds == null ? null : new ArrayList<>(feeds.stream().map(this::numbered).toList());
    }

    private LoopBody.Step numbered(LoopBody.Step step) {
      List<LoopBody.StepInput> inputs = new ArrayList<>();
      for (LoopBody.StepInput input : step.inputs()) {
        inputs.add(new LoopBody.StepInput(input.input(), numbered(input.feed())));
      }
      return new LoopBody.Step(
          step.name(),
          step.factory(),
          inputs,
          step.outputSerializer(),
          step.usesMemory(),
          step.single());
    }

    private LoopBody.Checkpoints checkpoints() {
      int every = planner.configuration().get(ExecutionOptions.SUPERSTEPS_BETWEEN_CHECKPOINTS);
      if (every <= 0) {
        return null;
      }
      String directory =
          planner
              .configuration()
              .getOptional(CheckpointingOptions.CHECKPOINTS_DIRECTORY)
              .orElseThrow(
                  () ->
                      new InvalidProgramException(
                          ExecutionOptions.SUPERSTEPS_BETWEEN_CHECKPOINTS.key()
                              + " is set, but "
                              + CheckpointingOptions.CHECKPOINTS_DIRECTORY.key()
                              + " does not say where to"));
      return new LoopBody.Checkpoints(directory, every, UUID.randomUUID().toString());
    }

    LoopBody body(
        List<Feed> next,
        List<Feed> changes,
        List<Feed> decision,
        int maxSupersteps,
        AggregatorRegistry registry) {
      List<TypeSerializer<?>> ports = new ArrayList<>();
      ports.add(planner.serializer(carried.getType()));
      for (Constant constant : constants) {
        ports.add(constant.serializer());
      }
      Map<String, Aggregator<?>> aggregators = new LinkedHashMap<>();
      for (AggregatorWithName<?> aggregator : registry.getAllRegisteredAggregators()) {
        aggregators.put(aggregator.getName(), aggregator.getAggregator());
      }
      return new LoopBody(
          ports,
          new ArrayList<>(steps.stream().map(this::numbered).toList()),
          numbered(next),
          numbered(changes),
          numbered(decision),
          maxSupersteps,
          aggregators,
          registry.getConvergenceCriterionAggregatorName(),
          registry.getConvergenceCriterion(),
          checkpoints());
    }
  }

  static InvalidProgramException nested() {
    return new InvalidProgramException(
        "a loop inside the body of another is not possible: compute the inner loop from data that"
            + " does not change in the outer one, or unroll it");
  }
}
