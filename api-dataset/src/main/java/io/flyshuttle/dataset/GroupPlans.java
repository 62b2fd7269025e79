// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.dataset;

import io.flyshuttle.core.function.CombineFunction;
import io.flyshuttle.core.function.Function;
import io.flyshuttle.core.function.GroupCombineFunction;
import io.flyshuttle.core.function.GroupReduceFunction;
import io.flyshuttle.core.function.Partitioner;
import io.flyshuttle.core.function.ReduceFunction;
import io.flyshuttle.core.function.ReduceOperatorBase.CombineHint;
import io.flyshuttle.core.operator.OperatorFactory;
import io.flyshuttle.core.plan.PlanNode;
import io.flyshuttle.core.plan.Ship;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.core.type.TypeComparator;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.typeinfo.TupleTypeInfo;
import io.flyshuttle.dataset.Stage.Branch;
import io.flyshuttle.dataset.key.Keys;
import io.flyshuttle.operators.aggregate.AnyRecord;
import io.flyshuttle.operators.aggregate.FirstRecords;
import io.flyshuttle.operators.aggregate.HashReducer;
import io.flyshuttle.operators.aggregate.KeyedReduce;
import io.flyshuttle.operators.aggregate.SingleCombine;
import io.flyshuttle.operators.aggregate.WholeReducer;
import io.flyshuttle.operators.function.UserFunction;
import io.flyshuttle.operators.map.Mapper;
import io.flyshuttle.operators.map.PartitionMapper;
import io.flyshuttle.operators.sort.GroupCombiner;
import io.flyshuttle.operators.sort.GroupReducer;
import io.flyshuttle.operators.sort.PartitionSorter;
import java.util.ArrayList;
import java.util.List;

/** Plans of operations by groups: where they combine, how records are sent, hash or sort. */
final class GroupPlans {
  private static final int MEMORY_WEIGHT = 1;

  private GroupPlans() {}

  /** One record per key, or of all records if there is no grouping. */
  static <T> Stage reduce(
      Planner planner,
      SingleInputOperator<T, T, ?> operator,
      String kind,
      String location,
      Grouping<T> grouping,
      UserFunction<? extends ReduceFunction<T>> function,
      CombineHint hint) {
    UserFunction<ReduceFunction<T>> reduce =
        new UserFunction<>(function.function(), function.parameters());
    if (grouping != null
        && grouping.getKeys() instanceof Keys.SelectorFunctionKeys<T, ?> selector
        && !(function.function() instanceof AnyRecord)) {
      return reduceWithKey(planner, operator, location, grouping, selector, reduce, hint);
    }
    Sending sending = Sending.of(planner, operator, grouping);
    Stage input = planner.stage(operator.getInput());
    if (!sending.local && hint != CombineHint.NONE) {
      OperatorFactory combiner =
          grouping == null
              ? WholeReducer.factory(reduce)
              : HashReducer.combiner(reduce, grouping.getKeys().comparator(planner.config()));
      input =
          combined(
              planner, input, operator, kind, location, combiner, false, operator.getInputType());
    }
    OperatorFactory factory =
        grouping == null
            ? WholeReducer.factory(reduce)
            : HashReducer.reducer(reduce, grouping.getKeys().comparator(planner.config()));
    PlanNode node =
        planner.new Inputs(kind, location, operator, sending.parallelism)
            .add(input, sending.ship, operator.getInputType(), false)
            .node(factory, grouping == null ? 0 : MEMORY_WEIGHT);
    if (grouping != null) {
      node.detail("key: " + grouping.getKeys().describeWithTypes());
      node.detail("strategy: hash table, " + sending.describe(hint != CombineHint.NONE));
    }
    Stage stage = sending.result(node, input.size());
    return operator instanceof SingleInputUdfOperator<?, ?, ?> udf
        ? stage.keeping(udf.forwardedFields())
        : stage.keepingAll();
  }

  /**
   * A reduce of records that carry the key: a selector might take another key of a reduced record.
   */
  private static <T, K> Stage reduceWithKey(
      Planner planner,
      SingleInputOperator<T, T, ?> operator,
      String location,
      Grouping<T> grouping,
      Keys.SelectorFunctionKeys<T, K> selector,
      UserFunction<ReduceFunction<T>> reduce,
      CombineHint hint) {
    TypeInformation<Tuple2<K, T>> type =
        new TupleTypeInfo<>(selector.getKeyType(), operator.getInputType());
    Keys<Tuple2<K, T>> keys = new Keys.ExpressionKeys<>(0, type);
    UserFunction<ReduceFunction<Tuple2<K, T>>> keyed =
        new UserFunction<>(new KeyedReduce<>(reduce.function()), reduce.parameters());
    int parallelism = planner.parallelism(operator.getParallelism());
    Partitioner<?> partitioner = grouping.getCustomPartitioner();
    List<Branch> branches = new ArrayList<>();
    for (Branch branch : planner.stage(operator.getInput()).branches()) {
      int before = branch.ship() == null ? branch.node().parallelism() : parallelism;
      Stage one =
          new Stage(
              List.of(branch), before, Partitioning.NONE, Partitioning.NONE, Estimate.Lazy.NONE);
      PlanNode extract =
          planner.node(
              "Key extraction",
              location,
              null,
              Mapper.factory(
                  UserFunction.of(new KeyedReduce.WithKey<>(selector.getKeyExtractor()))),
              before,
              type);
      planner.connect(extract, 0, one, null, operator.getInputType());
      if (hint != CombineHint.NONE) {
        PlanNode combine =
            planner.new Inputs("Combine (Reduce)", location, operator, before)
                .add(
                    Stage.of(extract, before, Partitioning.NONE, Estimate.Lazy.NONE),
                    null,
                    type,
                    false)
                .node(
                    HashReducer.combiner(keyed, keys.comparator(planner.config())), MEMORY_WEIGHT);
        combine.outputSerializer(planner.serializer(type));
        branches.add(new Branch(combine, null));
      } else {
        branches.add(new Branch(extract, null));
      }
    }
    Stage sent =
        new Stage(branches, parallelism, Partitioning.NONE, Partitioning.NONE, Estimate.Lazy.NONE);
    PlanNode node =
        planner.new Inputs("Reduce", location, operator, parallelism)
            .add(sent, planner.ship(keys, partitioner), type, false)
            .node(HashReducer.reducer(keyed, keys.comparator(planner.config())), MEMORY_WEIGHT);
    node.outputSerializer(planner.serializer(type));
    node.detail("key: " + selector.describeWithTypes());
    PlanNode drop =
        planner.node(
            "Key removal",
            location,
            null,
            Mapper.factory(UserFunction.of(new KeyedReduce.WithoutKey<K, T>())),
            parallelism,
            operator.getType());
    planner.connect(
        drop, 0, Stage.of(node, parallelism, Partitioning.NONE, Estimate.Lazy.NONE), null, type);
    return Stage.of(drop, parallelism, Partitioning.NONE, Estimate.Lazy.NONE);
  }

  /** A function of each group, or of all records. */
  static <T, R> Stage groupReduce(
      Planner planner,
      GroupReduceOperator<T, R> operator,
      String location,
      Grouping<T> grouping,
      GroupReduceFunction<T, R> function,
      boolean combinable) {
    Sending sending = Sending.of(planner, operator, grouping);
    Stage input = planner.stage(operator.getInput());
    // what a combiner makes may have another key by the selector; what it only hands on has not
    boolean keepsKeys =
        grouping == null
            || !(grouping.getKeys() instanceof Keys.SelectorFunctionKeys)
            || function instanceof FirstRecords;
    boolean combines = combinable && !sending.local && keepsKeys;
    if (combines) {
      UserFunction<GroupCombineFunction<T, T>> combine =
          operator.settings.function(combineFunction(function));
      OperatorFactory combiner =
          grouping == null
              ? PartitionMapper.combining(combine)
              : GroupCombiner.factory(combine, order(planner, grouping), keys(planner, grouping));
      input =
          combined(
              planner,
              input,
              operator,
              "GroupReduce",
              location,
              combiner,
              grouping == null,
              operator.getInputType());
    }
    UserFunction<GroupReduceFunction<T, R>> reduce = operator.settings.function(function);
    OperatorFactory factory =
        grouping == null
            ? PartitionMapper.reducing(reduce)
            : GroupReducer.factory(reduce, order(planner, grouping), keys(planner, grouping));
    PlanNode node =
        planner.new Inputs("GroupReduce", location, operator, sending.parallelism)
            .add(input, sending.ship, operator.getInputType(), false)
            .node(factory, grouping == null ? 0 : MEMORY_WEIGHT);
    node.keepsInput(grouping == null);
    if (grouping != null) {
      node.detail("key: " + grouping.getKeys().describeWithTypes());
      node.detail("strategy: sorted groups, " + sending.describe(combines));
      if (!grouping.groupOrder().isEmpty()) {
        node.detail("order within groups: " + grouping.groupOrder().describe());
      }
    }
    return sending.result(node, Estimate.Lazy.NONE).keeping(operator.forwardedFields());
  }

  @SuppressWarnings("unchecked")
  private static <T> GroupCombineFunction<T, T> combineFunction(Function function) {
    return function instanceof GroupCombineFunction<?, ?> combine
        ? (GroupCombineFunction<T, T>) combine
        : new SingleCombine<>((CombineFunction<T, T>) function);
  }

  /** A function of parts of groups, without sending anything. */
  static <T, R> Stage groupCombine(
      Planner planner,
      GroupCombineOperator<T, R> operator,
      String location,
      Grouping<T> grouping,
      GroupCombineFunction<T, R> function) {
    UserFunction<GroupCombineFunction<T, R>> combine = operator.settings.function(function);
    Stage input = planner.stage(operator.getInput());
    int parallelism = planner.parallelism(operator.getParallelism());
    OperatorFactory factory =
        grouping == null
            ? PartitionMapper.combining(combine)
            : GroupCombiner.factory(combine, order(planner, grouping), keys(planner, grouping));
    PlanNode node =
        planner.new Inputs("GroupCombine", location, operator, parallelism)
            .add(input, null, operator.getInputType(), false)
            .node(factory, grouping == null ? 0 : MEMORY_WEIGHT);
    node.keepsInput(grouping == null);
    return Stage.of(node, parallelism, Partitioning.NONE, Estimate.Lazy.NONE);
  }

  /** The records of each subtask in order. */
  static <T> Stage sortPartition(
      Planner planner, SortPartitionOperator<T> operator, String location, SortOrder<T> order) {
    Stage input = planner.stage(operator.getInput());
    int parallelism = planner.parallelism(operator.getParallelism());
    PlanNode node =
        planner.new Inputs("Sort-Partition", location, operator, parallelism)
            .add(input, null, operator.getInputType(), false)
            .node(PartitionSorter.factory(comparator(planner, operator, order)), MEMORY_WEIGHT);
    node.detail("order: " + order.describe());
    return Stage.of(
            node,
            parallelism,
            input.parallelism() == parallelism ? input.partitioning() : Partitioning.NONE,
            input.size())
        .keepingAll();
  }

  private static <T> TypeComparator<T> comparator(
      Planner planner, SortPartitionOperator<T> operator, SortOrder<T> order) {
    return order.comparator(null, planner.serializer(operator.getInputType()), planner.config());
  }

  private static <T> TypeComparator<T> keys(Planner planner, Grouping<T> grouping) {
    return grouping.getKeys().comparator(planner.config());
  }

  private static <T> TypeComparator<T> order(Planner planner, Grouping<T> grouping) {
    return grouping
        .groupOrder()
        .comparator(
            grouping.getKeys(),
            planner.serializer(grouping.getInputDataSet().getType()),
            planner.config());
  }

  /** Puts a combiner behind every operator of a stage, in its chain. */
  private static Stage combined(
      Planner planner,
      Stage input,
      SingleInputOperator<?, ?, ?> operator,
      String kind,
      String location,
      OperatorFactory combiner,
      boolean keepsInput,
      TypeInformation<?> type) {
    List<Branch> branches = new ArrayList<>();
    for (Branch branch : input.branches()) {
      int parallelism = branch.ship() == null ? branch.node().parallelism() : input.parallelism();
      Stage one =
          new Stage(
              List.of(branch), parallelism, Partitioning.NONE, Partitioning.NONE, input.size());
      PlanNode node =
          planner.new Inputs("Combine (" + kind + ")", location, operator, parallelism)
              .add(one, null, operator.getInputType(), false)
              .node(combiner, MEMORY_WEIGHT);
      node.name("Combine (" + (operator.getName() != null ? operator.getName() : kind) + ")");
      node.outputSerializer(planner.serializer(type));
      node.keepsInput(keepsInput);
      branches.add(new Branch(node, null));
    }
    return new Stage(
        branches, input.parallelism(), Partitioning.NONE, Partitioning.NONE, input.size());
  }

  /** How records come to the operator that reduces them. */
  private record Sending(boolean local, int parallelism, Ship ship, Partitioning after) {

    static <T> Sending of(
        Planner planner, SingleInputOperator<T, ?, ?> operator, Grouping<T> grouping) {
      Stage input = planner.stage(operator.getInput());
      if (grouping == null) {
        boolean local = input.parallelism() == 1 && !input.hasShip();
        return new Sending(local, 1, null, Partitioning.NONE);
      }
      int parallelism = planner.parallelism(operator.getParallelism());
      Keys<T> keys = grouping.getKeys();
      Partitioner<?> partitioner = grouping.getCustomPartitioner();
      boolean same = input.parallelism() == parallelism;
      boolean grouped =
          partitioner == null
              ? input.partitioning().groups(keys)
              : input.partitioning().isExactly(keys, partitioner);
      if (same && (grouped || parallelism == 1 && !input.hasShip())) {
        input.partitioning().use();
        return new Sending(true, parallelism, null, input.partitioning());
      }
      return new Sending(
          false, parallelism, planner.ship(keys, partitioner), Partitioning.by(keys, partitioner));
    }

    Stage result(PlanNode node, Estimate.Lazy size) {
      return Stage.of(node, parallelism, after, size);
    }

    String describe(boolean combine) {
      return local
          ? "already partitioned"
          : "sent by " + ship.name() + (combine ? " after a combiner" : "");
    }
  }
}
