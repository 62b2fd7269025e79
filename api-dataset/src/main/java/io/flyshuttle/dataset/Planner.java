// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.dataset;

import io.flyshuttle.core.function.Partitioner;
import io.flyshuttle.core.graph.DistributionPattern;
import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.job.ExecutionMode;
import io.flyshuttle.core.operator.OperatorFactory;
import io.flyshuttle.core.option.ExecutionOptions;
import io.flyshuttle.core.option.ReadableConfig;
import io.flyshuttle.core.plan.PlanNode;
import io.flyshuttle.core.plan.Ship;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.dataset.Stage.Branch;
import io.flyshuttle.dataset.key.Keys;
import io.flyshuttle.operators.broadcast.BroadcastReceiver;
import io.flyshuttle.operators.exchange.FieldPartitionSelector;
import io.flyshuttle.operators.exchange.HashSelector;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Makes the operators of one execution. Each data set is translated once; edges are collected, and
 * tied to the operators at the end, when it is known which of them must be blocking.
 */
final class Planner {
  private final ExecutionConfig config;
  private final int defaultParallelism;
  private final Map<DataSet<?>, Stage> stages = new IdentityHashMap<>();
  private final Exchanges exchanges = new Exchanges();

  private final boolean forExecution;
  private final ReadableConfig configuration;
  private final Consumer<String> warnings;
  private final LoopScope scope;
  private final UsedPaths paths = new UsedPaths();

  /**
   * @param forExecution whether the plan will run, so that outputs are checked
   * @param configuration the environment's settings
   * @param warnings takes what whoever runs the program should know
   */
  Planner(
      ExecutionConfig config,
      int defaultParallelism,
      boolean forExecution,
      ReadableConfig configuration,
      Consumer<String> warnings) {
    this(config, defaultParallelism, forExecution, configuration, warnings, null);
  }

  private Planner(
      ExecutionConfig config,
      int defaultParallelism,
      boolean forExecution,
      ReadableConfig configuration,
      Consumer<String> warnings,
      LoopScope scope) {
    this.config = config;
    this.configuration = configuration;
    this.warnings = warnings;
    this.defaultParallelism = defaultParallelism;
    this.forExecution = forExecution;
    this.scope = scope;
  }

  /** A planner for the body of a loop: all operators get the loop's parallelism. */
  Planner inside(LoopScope loop, int parallelism) {
    return new Planner(config, parallelism, forExecution, configuration, warnings, loop);
  }

  /** The loop whose body is planned; null outside of loops. */
  LoopScope scope() {
    return scope;
  }

  /** What the job reads and writes. */
  UsedPaths paths() {
    return paths;
  }

  /** Tells whoever runs the program something that it goes on in spite of. */
  void warn(String text) {
    warnings.accept(text);
  }

  Exchanges exchanges() {
    return exchanges;
  }

  boolean isForExecution() {
    return forExecution;
  }

  /** The environment's settings. */
  ReadableConfig configuration() {
    return configuration;
  }

  ExecutionConfig config() {
    return config;
  }

  /** The operators that compute a data set. */
  Stage stage(DataSet<?> set) {
    Stage stage = stages.get(set);
    if (stage == null) {
      stage = scope != null && !scope.isDynamic(set) ? scope.constant(set) : set.translate(this);
      stages.put(set, stage);
    }
    return stage;
  }

  /** The parallelism an operator gets. */
  int parallelism(int wanted) {
    return scope != null || wanted == ExecutionConfig.PARALLELISM_DEFAULT
        ? defaultParallelism
        : wanted;
  }

  /**
   * See {@link PlanNode#bytesPerSubtask}: where the program sets no parallelism, that of the
   * environment is an upper bound.
   *
   * @param wanted the parallelism that the program sets for the operator
   */
  long adaptiveBytes(int wanted) {
    return scope == null
            && wanted == ExecutionConfig.PARALLELISM_DEFAULT
            && configuration.get(ExecutionOptions.ADAPTIVE_PARALLELISM)
        ? Math.max(1, configuration.get(ExecutionOptions.ADAPTIVE_BYTES_PER_SUBTASK).getBytes())
        : 0;
  }

  <T> TypeSerializer<T> serializer(TypeInformation<T> type) {
    return type.createSerializer(config);
  }

  /**
   * Makes an operator.
   *
   * @param kind what it is; part of its id
   * @param location where the program made it, or what it does
   * @param userName the name the user gave; null if none
   * @param outputType of its records; null for a sink
   */
  PlanNode node(
      String kind,
      String location,
      String userName,
      OperatorFactory factory,
      int parallelism,
      TypeInformation<?> outputType) {
    PlanNode node = new PlanNode(kind, factory).parallelism(parallelism);
    node.bytesPerSubtask(adaptiveBytes(ExecutionConfig.PARALLELISM_DEFAULT));
    node.name(userName != null ? userName : kind + " at " + location);
    if (outputType != null) {
      node.outputSerializer(serializer(outputType));
    }
    return node;
  }

  /** Leads a stage to an input of an operator. */
  void connect(PlanNode target, int input, Stage stage, Ship ship, TypeInformation<?> type) {
    connect(target, input, stage, ship, type, false);
  }

  /**
   * Leads a stage to an input of an operator.
   *
   * @param ship how; null for the way that was asked for before, else the cheapest
   * @param late whether the operator reads this input after others
   */
  void connect(
      PlanNode target, int input, Stage stage, Ship ship, TypeInformation<?> type, boolean late) {
    for (Branch branch : stage.branches()) {
      Ship chosen = ship != null ? ship : branch.ship() != null ? branch.ship() : Ship.automatic();
      if (chosen == branch.ship() && chosen.name().equals(Ship.rebalance().name())) {
        // the program wants its records on all subtasks, however few they are
        target.bytesPerSubtask(0);
      }
      if (isBatchMode() && chosen.pattern() == DistributionPattern.ALL_TO_ALL) {
        chosen = chosen.blocking();
      }
      exchanges.add(target, input, branch.node(), chosen, serializer(type), late);
    }
  }

  private boolean isBatchMode() {
    return config.getExecutionMode() == ExecutionMode.BATCH
        || config.getExecutionMode() == ExecutionMode.BATCH_FORCED;
  }

  /** By the hash of a key, or by the user's partitioner of it. */
  <T> Ship ship(Keys<T> keys, Partitioner<?> partitioner) {
    if (partitioner != null) {
      return Ship.allToAll(
          "CUSTOM", new FieldPartitionSelector<>(partitioner, keys.comparator(config)));
    }
    return Ship.allToAll(Ship.HASH, new HashSelector<>(keys.comparator(config)));
  }

  /**
   * An operator that works on its input where it is, in the chain of its producer if possible.
   *
   * @param keepsInput whether the operator itself keeps records; the user's function may do so too,
   *     unless the program allows the reuse of objects
   */
  Stage chained(
      SingleInputOperator<?, ?, ?> operator,
      String kind,
      String location,
      OperatorFactory factory,
      boolean keepsInput) {
    Stage input = stage(operator.getInput());
    int parallelism = parallelism(operator.getParallelism());
    Inputs inputs = new Inputs(kind, location, operator, parallelism);
    inputs.add(input, null, operator.getInputType(), false);
    PlanNode node = inputs.node(factory, 0);
    node.keepsInput(keepsInput || !config.isObjectReuseEnabled());
    boolean inPlace = input.parallelism() == parallelism;
    return Stage.of(
        node, parallelism, inPlace ? input.partitioning() : Partitioning.NONE, input.size());
  }

  /** Both data sets; no operator. */
  Stage union(DataSet<?> first, DataSet<?> second) {
    Stage a = stage(first);
    Stage b = stage(second);
    List<Branch> branches = new ArrayList<>(a.branches());
    branches.addAll(b.branches());
    Partitioning common =
        a.partitioning().equals(b.partitioning()) && a.parallelism() == b.parallelism()
            ? a.partitioning().and(b.partitioning())
            : Partitioning.NONE;
    return new Stage(
        branches,
        Math.max(a.parallelism(), b.parallelism()),
        common,
        Partitioning.NONE,
        a.size().plus(b.size()));
  }

  /** Ties all edges to their operators. */
  void finish() {
    exchanges.apply();
  }

  /** Collects the inputs of an operator, broadcast sets among them, and makes it. */
  final class Inputs {
    private final String kind;
    private final String location;
    private final Operator<?, ?> operator;
    private final int parallelism;
    private final List<Input> inputs = new ArrayList<>();

    private record Input(Stage stage, Ship ship, TypeInformation<?> type, boolean late) {}

    Inputs(String kind, String location, Operator<?, ?> operator, int parallelism) {
      this.kind = kind;
      this.location = location;
      this.operator = operator;
      this.parallelism = parallelism;
    }

    /** Adds the next input; see {@link Planner#connect}. */
    Inputs add(Stage stage, Ship ship, TypeInformation<?> type, boolean late) {
      inputs.add(new Input(stage, ship, type, late));
      return this;
    }

    /**
     * Makes the operator.
     *
     * @param memoryWeight its part of the slot's managed memory, 0 for none
     */
    PlanNode node(OperatorFactory factory, int memoryWeight) {
      Map<String, DataSet<?>> broadcast =
          operator instanceof UdfOperator<?> udf ? udf.getBroadcastSets() : Map.of();
      OperatorFactory outer =
          broadcast.isEmpty()
              ? factory
              : BroadcastReceiver.factory(
                  factory, inputs.size(), broadcast.keySet().toArray(new String[0]));
      PlanNode node =
          Planner.this.node(
              kind, location, operator.getName(), outer, parallelism, operator.getType());
      node.managedMemoryWeight(memoryWeight);
      node.bytesPerSubtask(adaptiveBytes(operator.getParallelism()));
      for (int i = 0; i < inputs.size(); i++) {
        Input input = inputs.get(i);
        connect(node, i, input.stage, input.ship, input.type, input.late || !broadcast.isEmpty());
      }
      int next = inputs.size();
      for (DataSet<?> set : broadcast.values()) {
        connect(node, next++, Planner.this.stage(set), Ship.broadcast(), set.getType());
      }
      return node;
    }
  }
}
