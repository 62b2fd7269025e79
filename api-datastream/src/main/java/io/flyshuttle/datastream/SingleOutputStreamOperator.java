// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.job.SlotSharingGroup;
import io.flyshuttle.core.plan.Chaining;
import io.flyshuttle.core.time.OutputTag;
import io.flyshuttle.core.type.TypeHint;
import io.flyshuttle.core.type.TypeInformation;

/**
 * The results of one operator, with the operator's settings.
 *
 * @param <T> type of the records
 */
public class SingleOutputStreamOperator<T> extends DataStream<T> {

  SingleOutputStreamOperator(
      StreamExecutionEnvironment environment, Transformation<T> transformation) {
    super(environment, transformation);
  }

  public String getName() {
    return getTransformation().getName();
  }

  /** The name shown to the user; does not change where state is found. */
  public SingleOutputStreamOperator<T> name(String name) {
    getTransformation().setName(name);
    return this;
  }

  /** The id by which this operator's state is found again by a later version of the program. */
  public SingleOutputStreamOperator<T> uid(String uid) {
    environment.useUid(uid, getTransformation());
    return this;
  }

  /** As {@link #uid}: state is addressed by what is given here. */
  public SingleOutputStreamOperator<T> setUidHash(String uidHash) {
    return uid(uidHash);
  }

  public SingleOutputStreamOperator<T> setParallelism(int parallelism) {
    getTransformation().setParallelism(parallelism);
    return this;
  }

  /** The number of key groups, and so the bound of any later parallelism. */
  public SingleOutputStreamOperator<T> setMaxParallelism(int maxParallelism) {
    getTransformation().setMaxParallelism(maxParallelism);
    return this;
  }

  /** Makes parallelism 1 the only one this operator accepts. */
  public SingleOutputStreamOperator<T> forceNonParallel() {
    getTransformation().nonParallel();
    return this;
  }

  /** How long a record waits at most for its buffer to fill: 0 never, -1 until it is full. */
  public SingleOutputStreamOperator<T> setBufferTimeout(long timeoutMillis) {
    if (timeoutMillis < -1) {
      throw new FlyshuttleException(
          ErrorCode.INVALID_PROGRAM,
          "the buffer timeout of "
              + getName()
              + " is "
              + timeoutMillis
              + "; it must be -1 or more");
    }
    getTransformation().setBufferTimeout(timeoutMillis);
    return this;
  }

  /** Operators of different groups never share a slot. */
  public SingleOutputStreamOperator<T> slotSharingGroup(String slotSharingGroup) {
    getTransformation().setSlotSharingGroup(slotSharingGroup);
    return this;
  }

  /** As {@link #slotSharingGroup(String)}; what it says of resources changes no slot. */
  public SingleOutputStreamOperator<T> slotSharingGroup(SlotSharingGroup slotSharingGroup) {
    environment.describe(slotSharingGroup);
    return slotSharingGroup(slotSharingGroup.getName());
  }

  /** Gives this operator a task of its own. */
  public SingleOutputStreamOperator<T> disableChaining() {
    getTransformation().setChaining(Chaining.NEVER);
    return this;
  }

  /** Starts a new task with this operator; those behind may still join it. */
  public SingleOutputStreamOperator<T> startNewChain() {
    getTransformation().setChaining(Chaining.HEAD);
    return this;
  }

  /** A line for the plan. */
  public SingleOutputStreamOperator<T> setDescription(String description) {
    getTransformation().detail(description);
    return this;
  }

  /** States the type of the records where it cannot be found from the function. */
  public SingleOutputStreamOperator<T> returns(Class<T> typeClass) {
    return returns(TypeInformation.of(typeClass));
  }

  public SingleOutputStreamOperator<T> returns(TypeHint<T> typeHint) {
    return returns(TypeInformation.of(typeHint));
  }

  public SingleOutputStreamOperator<T> returns(TypeInformation<T> typeInfo) {
    getTransformation().setOutputType(typeInfo);
    return this;
  }

  /** The records that the operator emitted with the given tag. */
  public <X> SideOutputDataStream<X> getSideOutput(OutputTag<X> sideOutputTag) {
    OutputTag<X> tag = environment.clean(sideOutputTag);
    getTransformation().sideOutput(tag.getId(), tag.getTypeInfo());
    return new SideOutputDataStream<>(environment, getTransformation(), tag);
  }
}
