// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.plan;

import io.flyshuttle.core.graph.GlobalHook;
import io.flyshuttle.core.graph.InputSplitSpec;
import io.flyshuttle.core.operator.OperatorFactory;
import io.flyshuttle.core.type.TypeSerializer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;

/**
 * One operator of a program, before chaining. Built by the APIs, on one thread; setters return the
 * node.
 */
public final class PlanNode {

  /** {@link #parallelism()} of a node that takes the plan's default. */
  public static final int DEFAULT_PARALLELISM = -1;

  final String kind;
  final OperatorFactory factory;
  final List<PlanInput> inputs = new ArrayList<>();
  final Map<String, TypeSerializer<?>> sideOutputs = new LinkedHashMap<>();
  final List<String> details = new ArrayList<>();

  String name;
  String uid = "";
  int parallelism = DEFAULT_PARALLELISM;
  int maxParallelism = DEFAULT_PARALLELISM;
  String slotSharingGroup = "";
  String coLocationGroup = "";
  Chaining chaining = Chaining.ALWAYS;
  TypeSerializer<?> outputSerializer;
  boolean keepsInput;
  boolean reusesOutput;
  IntFunction<List<InputSplitSpec>> splits;
  GlobalHook globalHook;
  boolean peers;
  boolean bounded;
  boolean readsFirstInputFirst;
  int managedMemoryWeight;
  long bytesPerSubtask;

  /**
   * @param name what kind of operator it is, such as "Map" or "Source: text file"; part of the
   *     operator's generated id, and its name until {@link #name} sets another
   * @param factory makes the operator in the worker
   */
  public PlanNode(String name, OperatorFactory factory) {
    this.kind = Objects.requireNonNull(name);
    this.name = name;
    this.factory = Objects.requireNonNull(factory);
  }

  /** The name shown to the user; does not change the operator's id. */
  public PlanNode name(String newName) {
    this.name = Objects.requireNonNull(newName);
    return this;
  }

  /** The user's own id of the operator, from which its state's address is made. */
  public PlanNode uid(String newUid) {
    this.uid = Objects.requireNonNull(newUid);
    return this;
  }

  public PlanNode parallelism(int newParallelism) {
    this.parallelism = newParallelism;
    return this;
  }

  /** The parallelism, or {@link #DEFAULT_PARALLELISM}. */
  public int parallelism() {
    return parallelism;
  }

  public PlanNode maxParallelism(int newMaxParallelism) {
    this.maxParallelism = newMaxParallelism;
    return this;
  }

  /** Operators of different groups never share a slot. Not set: that of the inputs. */
  public PlanNode slotSharingGroup(String group) {
    this.slotSharingGroup = Objects.requireNonNull(group);
    return this;
  }

  /** Subtasks of one number share a slot with those of the group's other operators. */
  public PlanNode coLocationGroup(String group) {
    this.coLocationGroup = Objects.requireNonNull(group);
    return this;
  }

  public PlanNode chaining(Chaining newChaining) {
    this.chaining = Objects.requireNonNull(newChaining);
    return this;
  }

  public PlanNode outputSerializer(TypeSerializer<?> serializer) {
    this.outputSerializer = serializer;
    return this;
  }

  public PlanNode sideOutput(String id, TypeSerializer<?> serializer) {
    sideOutputs.put(id, serializer);
    return this;
  }

  /** See {@link io.flyshuttle.core.operator.OperatorCode#keepsInput}. */
  public PlanNode keepsInput(boolean keeps) {
    this.keepsInput = keeps;
    return this;
  }

  /** See {@link io.flyshuttle.core.operator.OperatorCode#reusesOutput}. */
  public PlanNode reusesOutput(boolean reuses) {
    this.reusesOutput = reuses;
    return this;
  }

  /** Makes the splits of a source, given its parallelism. Called once, at translation. */
  public PlanNode splits(IntFunction<List<InputSplitSpec>> newSplits) {
    this.splits = newSplits;
    return this;
  }

  public PlanNode globalHook(GlobalHook hook) {
    this.globalHook = hook;
    return this;
  }

  /** Whether the subtasks send each other messages: {@link io.flyshuttle.core.operator.Peers}. */
  public PlanNode peers(boolean connected) {
    this.peers = connected;
    return this;
  }

  /** See {@link io.flyshuttle.core.graph.JobVertex#bounded}; holds for all its inputs, too. */
  public PlanNode bounded(boolean readsToItsEnd) {
    this.bounded = readsToItsEnd;
    return this;
  }

  /** Whether it reads input 0 to its end before the others, so that what leads there is bounded. */
  public PlanNode readsFirstInputFirst(boolean inOrder) {
    this.readsFirstInputFirst = inOrder;
    return this;
  }

  /** Relative part of the slot's managed memory; 0 for none. */
  public PlanNode managedMemoryWeight(int weight) {
    this.managedMemoryWeight = weight;
    return this;
  }

  /**
   * Makes the parallelism an upper bound: see {@link
   * io.flyshuttle.core.graph.JobVertex#bytesPerSubtask}. Holds for a chain if all of it says so;
   * the head's number counts.
   */
  public PlanNode bytesPerSubtask(long bytes) {
    this.bytesPerSubtask = bytes;
    return this;
  }

  /** Adds a line that describes the operator in a plan. */
  public PlanNode detail(String line) {
    details.add(line);
    return this;
  }

  /**
   * Adds an input edge.
   *
   * @param input number of the input, from 0; several edges with one number are a union
   * @param source the node that emits
   * @param sideOutput id of its side output, empty for its main output
   * @param ship how the records get here
   * @param serializer of the records
   */
  public PlanNode input(
      int input, PlanNode source, String sideOutput, Ship ship, TypeSerializer<?> serializer) {
    inputs.add(new PlanInput(input, source, sideOutput, ship, serializer));
    return this;
  }

  /** Makes the operator. */
  public OperatorFactory factory() {
    return factory;
  }

  /** Serializer of the main output, null if there is none. */
  public TypeSerializer<?> outputSerializer() {
    return outputSerializer;
  }

  /** Relative part of the slot's managed memory; 0 for none. */
  public int managedMemoryWeight() {
    return managedMemoryWeight;
  }

  int inputCount() {
    return inputs.stream().mapToInt(PlanInput::input).max().orElse(-1) + 1;
  }

  @Override
  public String toString() {
    return name;
  }
}
