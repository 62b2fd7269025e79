// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.plan;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.graph.DistributionPattern;
import io.flyshuttle.core.graph.ExchangeMode;
import io.flyshuttle.core.graph.GlobalHook;
import io.flyshuttle.core.graph.InputSplitSpec;
import io.flyshuttle.core.graph.JobEdge;
import io.flyshuttle.core.graph.JobVertex;
import io.flyshuttle.core.graph.OperatorSpec;
import io.flyshuttle.core.operator.OperatorCode;
import io.flyshuttle.core.state.KeyGroups;
import io.flyshuttle.core.type.TypeSerializer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Chains nodes into vertices and makes the edges between them. Used once. */
final class GraphBuilder {
  private final List<PlanNode> order;
  private final int defaultParallelism;
  private final boolean chaining;
  private final OperatorIds ids;
  private final Map<PlanNode, String> sharingGroups = new HashMap<>();

  /** Head node of each chain, and its members in order. */
  private final Map<PlanNode, List<PlanNode>> chains = new LinkedHashMap<>();

  private final Map<PlanNode, PlanNode> headOf = new HashMap<>();
  private final List<JobVertex> vertices = new ArrayList<>();
  private final List<JobEdge> edges = new ArrayList<>();

  GraphBuilder(List<PlanNode> topologicalOrder, int defaultParallelism, boolean chaining) {
    this.order = topologicalOrder;
    this.defaultParallelism = defaultParallelism;
    this.chaining = chaining;
    this.ids = new OperatorIds(topologicalOrder);
    markBounded();
    for (PlanNode node : order) {
      check(node);
      sharingGroups.put(node, sharingGroup(node));
      assignToChain(node);
    }
    Map<PlanNode, Integer> vertexOf = new HashMap<>();
    for (List<PlanNode> chain : chains.values()) {
      vertexOf.put(chain.get(0), vertices.size());
      vertices.add(vertex(chain));
    }
    for (PlanNode head : chains.keySet()) {
      for (PlanInput input : head.inputs) {
        addEdge(head, input, vertexOf);
      }
      if (head.peers && parallelism(head) > 1) {
        connectPeers(head, vertexOf.get(head));
      }
    }
  }

  /** What leads to a bounded node is bounded, as is what leads to an input that is read first. */
  private void markBounded() {
    for (int i = order.size() - 1; i >= 0; i--) {
      PlanNode node = order.get(i);
      for (PlanInput input : node.inputs) {
        boolean first = node.readsFirstInputFirst && input.input() == 0;
        input.source().bounded |= node.bounded || first;
      }
    }
  }

  List<JobVertex> vertices() {
    return List.copyOf(vertices);
  }

  List<JobEdge> edges() {
    return List.copyOf(edges);
  }

  private int parallelism(PlanNode node) {
    return node.parallelism == PlanNode.DEFAULT_PARALLELISM ? defaultParallelism : node.parallelism;
  }

  private int maxParallelism(PlanNode node) {
    return node.maxParallelism == PlanNode.DEFAULT_PARALLELISM
        ? KeyGroups.defaultMaxParallelism(parallelism(node))
        : node.maxParallelism;
  }

  private void check(PlanNode node) {
    if (parallelism(node) < 1 || parallelism(node) > maxParallelism(node)) {
      throw new FlyshuttleException(
          ErrorCode.INVALID_PROGRAM,
          "operator \""
              + node
              + "\" has parallelism "
              + parallelism(node)
              + "; it must be from 1 to its maximum parallelism "
              + maxParallelism(node));
    }
    Set<Integer> numbers = new HashSet<>();
    for (PlanInput input : node.inputs) {
      numbers.add(input.input());
      if (input.ship().name().equals(Ship.FORWARD)
          && parallelism(input.source()) != parallelism(node)) {
        throw new FlyshuttleException(
            ErrorCode.INVALID_PROGRAM,
            "forward from \""
                + input.source()
                + "\" to \""
                + node
                + "\" needs the same parallelism on both sides, not "
                + parallelism(input.source())
                + " and "
                + parallelism(node)
                + "; use rebalance or rescale");
      }
    }
    if (numbers.size() != node.inputCount()) {
      throw new FlyshuttleException(
          ErrorCode.INVALID_PROGRAM, "operator \"" + node + "\" lacks one of its inputs");
    }
  }

  private String sharingGroup(PlanNode node) {
    if (!node.slotSharingGroup.isEmpty()) {
      return node.slotSharingGroup;
    }
    String common = null;
    for (PlanInput input : node.inputs) {
      String group = sharingGroups.get(input.source());
      if (common != null && !common.equals(group)) {
        return JobVertex.DEFAULT_SLOT_SHARING_GROUP;
      }
      common = group;
    }
    return common == null ? JobVertex.DEFAULT_SLOT_SHARING_GROUP : common;
  }

  private void assignToChain(PlanNode node) {
    if (canChain(node)) {
      PlanNode head = headOf.get(node.inputs.get(0).source());
      headOf.put(node, head);
      chains.get(head).add(node);
    } else {
      headOf.put(node, node);
      List<PlanNode> chain = new ArrayList<>();
      chain.add(node);
      chains.put(node, chain);
    }
  }

  private boolean canChain(PlanNode node) {
    if (!chaining || node.inputs.size() != 1 || node.chaining != Chaining.ALWAYS) {
      return false;
    }
    PlanInput input = node.inputs.get(0);
    PlanNode source = input.source();
    return source.chaining != Chaining.NEVER
        && input.ship().isForward()
        && input.ship().exchange() == ExchangeMode.PIPELINED
        && parallelism(source) == parallelism(node)
        && maxParallelism(source) == maxParallelism(node)
        && source.coLocationGroup.equals(node.coLocationGroup)
        && sharingGroups.get(source).equals(sharingGroups.get(node))
        // a splits provider or a hook belongs to the head
        && node.splits == null
        && !node.peers;
  }

  private JobVertex vertex(List<PlanNode> chain) {
    PlanNode head = chain.get(0);
    Map<PlanNode, Integer> index = new HashMap<>();
    List<OperatorSpec> operators = new ArrayList<>();
    List<GlobalHook> hooks = new ArrayList<>();
    StringBuilder name = new StringBuilder();
    int weight = 0;
    for (PlanNode node : chain) {
      index.put(node, operators.size());
      boolean isHead = node == head;
      operators.add(
          new OperatorSpec(
              ids.of(node),
              node.uid,
              node.name,
              isHead ? OperatorSpec.HEAD : index.get(node.inputs.get(0).source()),
              isHead ? "" : node.inputs.get(0).sideOutput(),
              code(node),
              node.managedMemoryWeight,
              List.copyOf(node.details)));
      name.append(isHead ? "" : " -> ").append(node.name);
      weight += node.managedMemoryWeight;
      if (node.globalHook != null) {
        hooks.add(node.globalHook);
      }
    }
    List<InputSplitSpec> splits =
        head.splits == null ? List.of() : List.copyOf(head.splits.apply(parallelism(head)));
    return new JobVertex(
        ids.of(head),
        name.toString(),
        parallelism(head),
        maxParallelism(head),
        sharingGroups.get(head),
        head.coLocationGroup,
        List.copyOf(operators),
        splits,
        hook(hooks, name.toString()),
        weight,
        chain.stream().allMatch(node -> node.bytesPerSubtask > 0) ? head.bytesPerSubtask : 0,
        chain.stream().anyMatch(node -> node.bounded));
  }

  private static byte[] hook(List<GlobalHook> hooks, String name) {
    return switch (hooks.size()) {
      case 0 -> new byte[0];
      case 1 -> CodeBytes.write(hooks.get(0), "output of \"" + name + "\"");
      default ->
          CodeBytes.write(new HookSequence(List.copyOf(hooks)), "outputs of \"" + name + "\"");
    };
  }

  private static byte[] code(PlanNode node) {
    List<TypeSerializer<?>> inputSerializers = new ArrayList<>();
    for (int i = 0; i < node.inputCount(); i++) {
      inputSerializers.add(null);
    }
    for (PlanInput input : node.inputs) {
      inputSerializers.set(input.input(), input.serializer());
    }
    return CodeBytes.write(
        new OperatorCode(
            node.factory,
            inputSerializers,
            node.outputSerializer,
            new LinkedHashMap<>(node.sideOutputs),
            node.keepsInput,
            node.reusesOutput),
        "function of operator \"" + node.name + "\"");
  }

  private void addEdge(PlanNode head, PlanInput input, Map<PlanNode, Integer> vertexOf) {
    PlanNode source = input.source();
    PlanNode sourceHead = headOf.get(source);
    Ship ship = input.ship();
    if (ship.isForward()) {
      boolean same = parallelism(source) == parallelism(head);
      Ship chosen = same ? Ship.forward() : Ship.rebalance();
      ship = ship.exchange() == ExchangeMode.BLOCKING ? chosen.blocking() : chosen;
    }
    edges.add(
        new JobEdge(
            edges.size(),
            vertexOf.get(sourceHead),
            chains.get(sourceHead).indexOf(source),
            input.sideOutput(),
            vertexOf.get(head),
            input.input(),
            ship.exchange(),
            ship.pattern(),
            ship.name(),
            CodeBytes.write(
                ship.selector(), "partitioning from \"" + source + "\" to \"" + head + "\""),
            ship.placement()));
  }

  /** An edge from a vertex to itself: no records take it, but messages of its head's subtasks. */
  private void connectPeers(PlanNode head, int vertex) {
    edges.add(
        new JobEdge(
            edges.size(),
            vertex,
            0,
            "",
            vertex,
            head.inputCount(),
            ExchangeMode.PIPELINED,
            DistributionPattern.ALL_TO_ALL,
            "PEERS",
            new byte[0]));
  }

  /** Several hooks of one chain. */
  private record HookSequence(List<GlobalHook> hooks) implements GlobalHook {
    @Override
    public void initialize(int parallelism) throws Exception {
      for (GlobalHook hook : hooks) {
        hook.initialize(parallelism);
      }
    }

    @Override
    public void complete(int parallelism) throws Exception {
      for (GlobalHook hook : hooks) {
        hook.complete(parallelism);
      }
    }

    @Override
    public void announce(int parallelism) throws Exception {
      for (GlobalHook hook : hooks) {
        hook.announce(parallelism);
      }
    }

    @Override
    public void abort(int parallelism) throws Exception {
      Exception failure = null;
      for (GlobalHook hook : hooks) {
        try {
          hook.abort(parallelism);
        } catch (Exception e) {
          failure = e;
        }
      }
      if (failure != null) {
        throw failure;
      }
    }
  }
}
