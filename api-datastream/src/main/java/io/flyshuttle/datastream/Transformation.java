// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.graph.GlobalHook;
import io.flyshuttle.core.graph.InputSplitSpec;
import io.flyshuttle.core.plan.BoundedRecords;
import io.flyshuttle.core.plan.Chaining;
import io.flyshuttle.core.type.TypeInformation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * One operator of a program as the user has described it so far. Settings may change until the
 * program is translated; then each transformation becomes one {@link
 * io.flyshuttle.core.plan.PlanNode}. Partitioning, unions and side outputs are no transformations:
 * they are properties of the {@link Flow}s between them.
 *
 * @param <T> type of the records of the main output
 */
public final class Transformation<T> {

  /** A setting that the user has not made: the environment's applies. */
  static final int NOT_SET = -1;

  /** An edge into one of the operator's inputs; {@code type} is that of the records. */
  record Edge(int input, Flow flow, TypeInformation<?> type) {}

  /** Runs in the client when the program is translated. */
  @FunctionalInterface
  interface BeforeTranslation {
    void run(int parallelism) throws IOException;
  }

  private final String kind;
  private final OperatorMaker maker;
  private final List<Edge> edges = new ArrayList<>();
  private final Map<String, TypeInformation<?>> sideOutputs = new LinkedHashMap<>();
  private final List<String> details = new ArrayList<>();
  private Transformation<?> director;
  private Transformation<?> directs;
  private Transformation<?> helped;
  private Transformation<?> leader;
  private String partOfLeader = "";
  private TypeInformation<T> type;
  private FlyshuttleException missingType;
  private boolean typeUsed;
  private String name;
  private String uid = "";
  private int parallelism = NOT_SET;
  private int maxParallelism = NOT_SET;
  private boolean nonParallel;
  private long bufferTimeoutMillis = NOT_SET;
  private String slotSharingGroup = "";
  private String coLocationGroup = "";
  private Chaining chaining = Chaining.ALWAYS;
  private boolean keepsInput = true;
  private IntFunction<List<InputSplitSpec>> splits;
  private GlobalHook globalHook;
  private BoundedRecords<?> records;
  private boolean readsFirstInputFirst;
  private boolean isUnbounded;
  private boolean outputsOnlyAtEnd;
  private BeforeTranslation beforeTranslation = parallelism -> {};

  Transformation(String kind, TypeInformation<T> type, OperatorMaker maker) {
    this.kind = kind;
    this.name = kind;
    this.type = type;
    this.maker = maker;
  }

  Transformation<T> input(int input, List<Flow> flows, TypeInformation<?> inputType) {
    for (Flow flow : flows) {
      edges.add(new Edge(input, flow, inputType));
    }
    return this;
  }

  /** Makes this a source that is told what to read by another transformation's orders. */
  Transformation<T> directedBy(Transformation<?> other, Edge orders) {
    this.director = other;
    other.directs = this;
    edges.add(orders);
    return this;
  }

  /** The transformation whose orders this source follows; null if there is none. */
  Transformation<?> directedBy() {
    return director;
  }

  /** The source that follows this transformation's orders; null if it is an ordinary one. */
  Transformation<?> directs() {
    return directs;
  }

  /** Whether records of the program begin here. */
  boolean isSource() {
    return director != null || edges.isEmpty() && !isCoordinator();
  }

  /** Whether this gives orders to sources, or helps those that do: no records of the program. */
  boolean isCoordinator() {
    return directs != null || helped != null;
  }

  /** Makes this an operator that is in the slots of another's source, and emits no records. */
  void helps(Transformation<?> other) {
    this.helped = other;
  }

  /**
   * Makes this one of several operators that the user sees as one: what is not set here is as with
   * the leader.
   *
   * @param part name of this operator among them, of which its uid is made
   */
  void follow(Transformation<?> newLeader, String part) {
    this.leader = newLeader;
    this.partOfLeader = part;
  }

  /** Declares that the type could not be found; it fails where the type is first needed. */
  Transformation<T> missingType(FlyshuttleException reason) {
    this.missingType = reason;
    return this;
  }

  Transformation<T> keepsInput(boolean keeps) {
    this.keepsInput = keeps;
    return this;
  }

  Transformation<T> splits(IntFunction<List<InputSplitSpec>> newSplits) {
    this.splits = newSplits;
    return this;
  }

  Transformation<T> globalHook(GlobalHook hook) {
    this.globalHook = hook;
    return this;
  }

  /** Makes this the reader of records that another API describes. */
  Transformation<T> records(BoundedRecords<T> newRecords) {
    this.records = newRecords;
    return this;
  }

  /** What is read that another API describes; null if nothing is. */
  BoundedRecords<?> records() {
    return records;
  }

  /** Declares that this source need not end. */
  Transformation<T> unbounded() {
    this.isUnbounded = true;
    return this;
  }

  /** Declares that nothing is emitted before the input has ended. */
  Transformation<T> outputsOnlyAtEnd(boolean onlyAtEnd) {
    this.outputsOnlyAtEnd = onlyAtEnd;
    return this;
  }

  boolean outputsOnlyAtEnd() {
    return outputsOnlyAtEnd;
  }

  /** Whether this is a source that need not end. */
  boolean isUnbounded() {
    return isUnbounded;
  }

  /** Has the operator read its first input to the end before the second. */
  Transformation<T> readFirstInputFirst() {
    this.readsFirstInputFirst = true;
    return this;
  }

  boolean readsFirstInputFirst() {
    return readsFirstInputFirst;
  }

  /** What the client does before the job leaves it, such as to check whether an output exists. */
  Transformation<T> beforeTranslation(BeforeTranslation action) {
    this.beforeTranslation = action;
    return this;
  }

  Transformation<T> detail(String line) {
    details.add(line);
    return this;
  }

  /** Fixes the parallelism to 1. */
  Transformation<T> nonParallel() {
    this.nonParallel = true;
    this.parallelism = 1;
    return this;
  }

  /** The type of the records; afterwards it can no longer be changed. */
  public TypeInformation<T> getOutputType() {
    typeUsed = true;
    if (type == null) {
      throw missingType != null
          ? missingType
          : new FlyshuttleException(
              ErrorCode.TYPE_NOT_EXTRACTABLE,
              "the output type of " + name + " is not known; state it with returns(...)");
    }
    return type;
  }

  void setOutputType(TypeInformation<T> newType) {
    if (typeUsed && type != null && !type.equals(newType)) {
      throw new FlyshuttleException(
          ErrorCode.INVALID_PROGRAM,
          "the type of "
              + name
              + " is already used as "
              + type
              + "; call returns(...) right after the operation it belongs to");
    }
    this.type = newType;
  }

  /** The name shown to the user. */
  public String getName() {
    return name;
  }

  void setName(String newName) {
    this.name = newName;
  }

  /** The user's own id; empty if there is none. */
  public String getUid() {
    return uid.isEmpty() && leader != null && !leader.getUid().isEmpty()
        ? leader.getUid() + "#" + partOfLeader
        : uid;
  }

  void setUid(String newUid) {
    this.uid = newUid;
  }

  /** Takes over the parallelism that another operator has now. */
  void parallelismOf(Transformation<?> other) {
    this.parallelism = other.getParallelism();
  }

  /** The parallelism set for this operator, or -1: the environment's. */
  public int getParallelism() {
    return parallelism == NOT_SET && leader != null ? leader.getParallelism() : parallelism;
  }

  void setParallelism(int newParallelism) {
    if (newParallelism < 1 && newParallelism != NOT_SET) {
      throw new FlyshuttleException(
          ErrorCode.INVALID_PROGRAM,
          "the parallelism of " + name + " is " + newParallelism + "; it must be at least 1");
    }
    if (nonParallel && newParallelism != 1) {
      throw new FlyshuttleException(
          ErrorCode.INVALID_PROGRAM,
          name + " cannot run in parallel: its parallelism must be 1, not " + newParallelism);
    }
    this.parallelism = newParallelism;
  }

  /** The number of key groups set for this operator, or -1: the environment's. */
  public int getMaxParallelism() {
    return maxParallelism == NOT_SET && leader != null
        ? leader.getMaxParallelism()
        : maxParallelism;
  }

  void setMaxParallelism(int newMaxParallelism) {
    if (newMaxParallelism < 1 || newMaxParallelism > 1 << 15) {
      throw new FlyshuttleException(
          ErrorCode.INVALID_PROGRAM,
          "the maximum parallelism of "
              + name
              + " is "
              + newMaxParallelism
              + "; it must be between 1 and 32768");
    }
    this.maxParallelism = newMaxParallelism;
  }

  long bufferTimeoutMillis() {
    return bufferTimeoutMillis;
  }

  void setBufferTimeout(long timeoutMillis) {
    this.bufferTimeoutMillis = timeoutMillis;
  }

  void setSlotSharingGroup(String group) {
    this.slotSharingGroup = group;
  }

  void setCoLocationGroup(String group) {
    this.coLocationGroup = group;
  }

  void setChaining(Chaining newChaining) {
    this.chaining = newChaining;
  }

  /** Registers a side output; one id has one type. */
  void sideOutput(String id, TypeInformation<?> sideType) {
    TypeInformation<?> before = sideOutputs.putIfAbsent(id, sideType);
    if (before != null && !before.equals(sideType)) {
      throw new FlyshuttleException(
          ErrorCode.INVALID_PROGRAM,
          "side output "
              + id
              + " of "
              + name
              + " is used with two types: "
              + before
              + " and "
              + sideType);
    }
  }

  String kind() {
    return kind;
  }

  OperatorMaker maker() {
    return maker;
  }

  List<Edge> edges() {
    return edges;
  }

  Map<String, TypeInformation<?>> sideOutputs() {
    return sideOutputs;
  }

  List<String> details() {
    return details;
  }

  String slotSharingGroup() {
    if (directs != null) {
      return directs.slotSharingGroup();
    }
    if (helped != null) {
      return helped.slotSharingGroup();
    }
    return slotSharingGroup.isEmpty() && leader != null
        ? leader.slotSharingGroup()
        : slotSharingGroup;
  }

  String coLocationGroup() {
    return coLocationGroup;
  }

  Chaining chaining() {
    return chaining;
  }

  boolean keepsInput() {
    return keepsInput;
  }

  IntFunction<List<InputSplitSpec>> splits() {
    return splits;
  }

  GlobalHook globalHook() {
    return globalHook;
  }

  BeforeTranslation beforeTranslation() {
    return beforeTranslation;
  }

  /** Whether there is a main output, which sinks have not. */
  boolean hasOutput() {
    return type != null || missingType != null;
  }

  @Override
  public String toString() {
    return name;
  }
}
