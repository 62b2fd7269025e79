// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.function.rich;

import io.flyshuttle.core.accumulator.Accumulator;
import io.flyshuttle.core.accumulator.DoubleCounter;
import io.flyshuttle.core.accumulator.Histogram;
import io.flyshuttle.core.accumulator.IntCounter;
import io.flyshuttle.core.accumulator.LongCounter;
import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.job.JobID;
import io.flyshuttle.core.job.JobInfo;
import io.flyshuttle.core.job.TaskInfo;
import io.flyshuttle.core.metric.OperatorMetricGroup;
import io.flyshuttle.core.state.AggregatingState;
import io.flyshuttle.core.state.AggregatingStateDescriptor;
import io.flyshuttle.core.state.FoldingState;
import io.flyshuttle.core.state.FoldingStateDescriptor;
import io.flyshuttle.core.state.ListState;
import io.flyshuttle.core.state.ListStateDescriptor;
import io.flyshuttle.core.state.MapState;
import io.flyshuttle.core.state.MapStateDescriptor;
import io.flyshuttle.core.state.ReducingState;
import io.flyshuttle.core.state.ReducingStateDescriptor;
import io.flyshuttle.core.state.ValueState;
import io.flyshuttle.core.state.ValueStateDescriptor;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.type.TypeSerializer;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The view of its task that a user function gets: who it is, counters and metrics, broadcast
 * variables, cached files, state. Belongs to one function in one subtask; used by its thread.
 */
public interface RuntimeContext {

  JobInfo getJobInfo();

  TaskInfo getTaskInfo();

  /** What tells the operator of this function from all others of the job, also after a restart. */
  String getOperatorUniqueID();

  /** The operator's metrics. */
  OperatorMetricGroup getMetricGroup();

  /** The job's settings; not to be changed. */
  ExecutionConfig getExecutionConfig();

  /** A serializer of a type by the job's settings. */
  <T> TypeSerializer<T> createSerializer(TypeInformation<T> typeInformation);

  /** The job's parameters as text. */
  Map<String, String> getGlobalJobParameters();

  boolean isObjectReuseEnabled();

  /** The loader of the job's classes. */
  ClassLoader getUserCodeClassLoader();

  /** Runs {@code releaseHook} before the loader of the job's classes is let go; once per name. */
  void registerUserCodeClassLoaderReleaseHookIfAbsent(String releaseHookName, Runnable releaseHook);

  /**
   * Registers an accumulator, whose values are merged over all subtasks.
   *
   * @throws RuntimeException if this function has one of that name
   */
  <V, A extends Serializable> void addAccumulator(String name, Accumulator<V, A> accumulator);

  /** The accumulator of that name, null if there is none. */
  <V, A extends Serializable> Accumulator<V, A> getAccumulator(String name);

  /** The counter of that name; made if it is new. */
  IntCounter getIntCounter(String name);

  /** The counter of that name; made if it is new. */
  LongCounter getLongCounter(String name);

  /** The counter of that name; made if it is new. */
  DoubleCounter getDoubleCounter(String name);

  /** The histogram of that name; made if it is new. */
  Histogram getHistogram(String name);

  /** Resources beyond memory and cores that the task has, such as GPUs. */
  Set<ExternalResourceInfo> getExternalResourceInfos(String resourceName);

  boolean hasBroadcastVariable(String name);

  /**
   * All records of a data set that was broadcast to the operator. Not to be changed.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  <RT> List<RT> getBroadcastVariable(String name);

  /** A broadcast data set in another form, made once per worker process. Not to be changed. */
  <T, C> C getBroadcastVariableWithInitializer(
      String name, BroadcastVariableInitializer<T, C> initializer);

  /** Files that the job brought along. */
  DistributedCache getDistributedCache();

  /** State of the current key; keyed streams only, as all state here. */
  <T> ValueState<T> getState(ValueStateDescriptor<T> stateProperties);

  <T> ListState<T> getListState(ListStateDescriptor<T> stateProperties);

  <T> ReducingState<T> getReducingState(ReducingStateDescriptor<T> stateProperties);

  <IN, ACC, OUT> AggregatingState<IN, OUT> getAggregatingState(
      AggregatingStateDescriptor<IN, ACC, OUT> stateProperties);

  <UK, UV> MapState<UK, UV> getMapState(MapStateDescriptor<UK, UV> stateProperties);

  <T, ACC> FoldingState<T, ACC> getFoldingState(FoldingStateDescriptor<T, ACC> stateProperties);

  /** As in {@link #getJobInfo}. */
  default JobID getJobId() {
    return getJobInfo().getJobId();
  }

  /** As in {@link #getTaskInfo}. */
  default String getTaskName() {
    return getTaskInfo().getTaskName();
  }

  /** As in {@link #getTaskInfo}. */
  default int getNumberOfParallelSubtasks() {
    return getTaskInfo().getNumberOfParallelSubtasks();
  }

  /** As in {@link #getTaskInfo}. */
  default int getMaxNumberOfParallelSubtasks() {
    return getTaskInfo().getMaxNumberOfParallelSubtasks();
  }

  /** As in {@link #getTaskInfo}. */
  default int getIndexOfThisSubtask() {
    return getTaskInfo().getIndexOfThisSubtask();
  }

  /** As in {@link #getTaskInfo}. */
  default int getAttemptNumber() {
    return getTaskInfo().getAttemptNumber();
  }

  /** As in {@link #getTaskInfo}. */
  default String getTaskNameWithSubtasks() {
    return getTaskInfo().getTaskNameWithSubtasks();
  }
}
