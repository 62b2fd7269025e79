// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream;

import io.flyshuttle.core.job.SlotSharingGroup;
import io.flyshuttle.core.plan.Chaining;

/**
 * The end of a stream, with the settings of its operator.
 *
 * @param <T> type of the records
 */
public class DataStreamSink<T> {
  private final StreamExecutionEnvironment environment;
  private final Transformation<?> transformation;

  DataStreamSink(StreamExecutionEnvironment environment, Transformation<?> transformation) {
    this.environment = environment;
    this.transformation = transformation;
  }

  /** The operator that writes. */
  @SuppressWarnings("unchecked")
  public Transformation<T> getTransformation() {
    return (Transformation<T>) transformation;
  }

  public DataStreamSink<T> name(String name) {
    transformation.setName(name);
    return this;
  }

  public DataStreamSink<T> uid(String uid) {
    environment.useUid(uid, transformation);
    return this;
  }

  public DataStreamSink<T> setUidHash(String uidHash) {
    return uid(uidHash);
  }

  public DataStreamSink<T> setParallelism(int parallelism) {
    transformation.setParallelism(parallelism);
    return this;
  }

  public DataStreamSink<T> setMaxParallelism(int maxParallelism) {
    transformation.setMaxParallelism(maxParallelism);
    return this;
  }

  /** A line for the plan. */
  public DataStreamSink<T> setDescription(String description) {
    transformation.detail(description);
    return this;
  }

  public DataStreamSink<T> disableChaining() {
    transformation.setChaining(Chaining.NEVER);
    return this;
  }

  public DataStreamSink<T> slotSharingGroup(String slotSharingGroup) {
    transformation.setSlotSharingGroup(slotSharingGroup);
    return this;
  }

  /** As above; what it says of resources changes no slot. */
  public DataStreamSink<T> slotSharingGroup(SlotSharingGroup slotSharingGroup) {
    environment.describe(slotSharingGroup);
    return slotSharingGroup(slotSharingGroup.getName());
  }
}
