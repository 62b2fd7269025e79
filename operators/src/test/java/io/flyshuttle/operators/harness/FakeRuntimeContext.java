// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.harness;

import io.flyshuttle.core.accumulator.Accumulator;
import io.flyshuttle.core.accumulator.DoubleCounter;
import io.flyshuttle.core.accumulator.Histogram;
import io.flyshuttle.core.accumulator.IntCounter;
import io.flyshuttle.core.accumulator.LongCounter;
import io.flyshuttle.core.function.rich.BroadcastVariableInitializer;
import io.flyshuttle.core.function.rich.DistributedCache;
import io.flyshuttle.core.function.rich.ExternalResourceInfo;
import io.flyshuttle.core.function.rich.RuntimeContext;
import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.job.JobID;
import io.flyshuttle.core.job.JobInfo;
import io.flyshuttle.core.job.TaskInfo;
import io.flyshuttle.core.metric.Metric;
import io.flyshuttle.core.metric.MetricGroup;
import io.flyshuttle.core.metric.MetricListener;
import io.flyshuttle.core.metric.MetricTree;
import io.flyshuttle.core.metric.OperatorMetricGroup;
import io.flyshuttle.core.state.AggregatingState;
import io.flyshuttle.core.state.AggregatingStateDescriptor;
import io.flyshuttle.core.state.FoldingState;
import io.flyshuttle.core.state.FoldingStateDescriptor;
import io.flyshuttle.core.state.KeyedStateStore;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** A subtask of an operator, with keyed state and counters. */
final class FakeRuntimeContext implements RuntimeContext {
  private final Supplier<? extends KeyedStateStore> keyed;
  private final Map<String, Metric> metrics = new HashMap<>();
  private final MetricTree tree =
      MetricTree.root(
          new MetricListener() {
            @Override
            public void added(Metric metric, String name, MetricGroup group) {
              metrics.put(name, metric);
            }

            @Override
            public void removed(Metric metric, String name, MetricGroup group) {
              metrics.remove(name);
            }
          });

  private static final JobID JOB = new JobID(1, 2);

  private final ExecutionConfig config;
  private final TaskInfo task;

  FakeRuntimeContext(Supplier<? extends KeyedStateStore> keyed) {
    this(keyed, 0, 1, new ExecutionConfig());
  }

  FakeRuntimeContext(
      Supplier<? extends KeyedStateStore> keyed,
      int subtask,
      int subtasks,
      ExecutionConfig config) {
    this.keyed = keyed;
    this.config = config;
    this.task = new Subtask(subtask, subtasks);
  }

  long counted(String name) {
    return ((io.flyshuttle.core.metric.Counter) metrics.get(name)).getCount();
  }

  private static UnsupportedOperationException missing() {
    return new UnsupportedOperationException("the harness does not have this");
  }

  private record Subtask(int subtask, int subtasks) implements TaskInfo {
    @Override
    public String getTaskName() {
      return "test";
    }

    @Override
    public int getMaxNumberOfParallelSubtasks() {
      return 128;
    }

    @Override
    public int getIndexOfThisSubtask() {
      return subtask;
    }

    @Override
    public int getNumberOfParallelSubtasks() {
      return subtasks;
    }

    @Override
    public int getAttemptNumber() {
      return 0;
    }

    @Override
    public String getTaskNameWithSubtasks() {
      return "test (" + (subtask + 1) + "/" + subtasks + ")";
    }

    @Override
    public String getAllocationIDAsString() {
      return "none";
    }
  }

  @Override
  public String getOperatorUniqueID() {
    return "operator";
  }

  @Override
  public JobInfo getJobInfo() {
    return new JobInfo() {
      @Override
      public JobID getJobId() {
        return JOB;
      }

      @Override
      public String getJobName() {
        return "harness";
      }
    };
  }

  @Override
  public TaskInfo getTaskInfo() {
    return task;
  }

  @Override
  public OperatorMetricGroup getMetricGroup() {
    return tree;
  }

  @Override
  public ExecutionConfig getExecutionConfig() {
    return config;
  }

  @Override
  public <T> TypeSerializer<T> createSerializer(TypeInformation<T> typeInformation) {
    return typeInformation.createSerializer(getExecutionConfig());
  }

  @Override
  public Map<String, String> getGlobalJobParameters() {
    return Map.of();
  }

  @Override
  public boolean isObjectReuseEnabled() {
    return false;
  }

  @Override
  public ClassLoader getUserCodeClassLoader() {
    return getClass().getClassLoader();
  }

  @Override
  public void registerUserCodeClassLoaderReleaseHookIfAbsent(
      String releaseHookName, Runnable releaseHook) {
    throw missing();
  }

  @Override
  public <V, A extends Serializable> void addAccumulator(
      String name, Accumulator<V, A> accumulator) {
    // an operator adds to its own; what becomes of it is not the harness's business
  }

  @Override
  public <V, A extends Serializable> Accumulator<V, A> getAccumulator(String name) {
    throw missing();
  }

  @Override
  public IntCounter getIntCounter(String name) {
    throw missing();
  }

  @Override
  public LongCounter getLongCounter(String name) {
    throw missing();
  }

  @Override
  public DoubleCounter getDoubleCounter(String name) {
    throw missing();
  }

  @Override
  public Histogram getHistogram(String name) {
    throw missing();
  }

  @Override
  public Set<ExternalResourceInfo> getExternalResourceInfos(String resourceName) {
    throw missing();
  }

  @Override
  public boolean hasBroadcastVariable(String name) {
    return false;
  }

  @Override
  public <RT> List<RT> getBroadcastVariable(String name) {
    throw missing();
  }

  @Override
  public <T, C> C getBroadcastVariableWithInitializer(
      String name, BroadcastVariableInitializer<T, C> initializer) {
    throw missing();
  }

  @Override
  public DistributedCache getDistributedCache() {
    throw missing();
  }

  @Override
  public <T> ValueState<T> getState(ValueStateDescriptor<T> stateProperties) {
    return keyed.get().getState(stateProperties);
  }

  @Override
  public <T> ListState<T> getListState(ListStateDescriptor<T> stateProperties) {
    return keyed.get().getListState(stateProperties);
  }

  @Override
  public <T> ReducingState<T> getReducingState(ReducingStateDescriptor<T> stateProperties) {
    return keyed.get().getReducingState(stateProperties);
  }

  @Override
  public <IN, ACC, OUT> AggregatingState<IN, OUT> getAggregatingState(
      AggregatingStateDescriptor<IN, ACC, OUT> stateProperties) {
    return keyed.get().getAggregatingState(stateProperties);
  }

  @Override
  public <UK, UV> MapState<UK, UV> getMapState(MapStateDescriptor<UK, UV> stateProperties) {
    return keyed.get().getMapState(stateProperties);
  }

  @Override
  public <T, ACC> FoldingState<T, ACC> getFoldingState(
      FoldingStateDescriptor<T, ACC> stateProperties) {
    return keyed.get().getFoldingState(stateProperties);
  }
}
