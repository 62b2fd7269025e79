// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.chain;

import io.flyshuttle.core.accumulator.Accumulator;
import io.flyshuttle.core.accumulator.AccumulatorMerge;
import io.flyshuttle.core.accumulator.DoubleCounter;
import io.flyshuttle.core.accumulator.Histogram;
import io.flyshuttle.core.accumulator.IntCounter;
import io.flyshuttle.core.accumulator.LongCounter;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.file.Path;
import io.flyshuttle.core.function.rich.BroadcastVariableInitializer;
import io.flyshuttle.core.function.rich.DistributedCache;
import io.flyshuttle.core.function.rich.ExternalResourceInfo;
import io.flyshuttle.core.function.rich.RuntimeContext;
import io.flyshuttle.core.graph.OperatorSpec;
import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.job.JobID;
import io.flyshuttle.core.job.JobInfo;
import io.flyshuttle.core.job.TaskInfo;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** What a user function sees of its task. Belongs to one operator. */
final class UserContext implements RuntimeContext {

  private record Job(JobID id, String name) implements JobInfo {
    @Override
    public JobID getJobId() {
      return id;
    }

    @Override
    public String getJobName() {
      return name;
    }
  }

  private record Subtask(
      String name, int index, int parallelism, int maxParallelism, int attempt, int slot)
      implements TaskInfo {
    @Override
    public String getTaskName() {
      return name;
    }

    @Override
    public int getMaxNumberOfParallelSubtasks() {
      return maxParallelism;
    }

    @Override
    public int getIndexOfThisSubtask() {
      return index;
    }

    @Override
    public int getNumberOfParallelSubtasks() {
      return parallelism;
    }

    @Override
    public int getAttemptNumber() {
      return attempt;
    }

    @Override
    public String getTaskNameWithSubtasks() {
      return name + " (" + (index + 1) + "/" + parallelism + ")#" + attempt;
    }

    @Override
    public String getAllocationIDAsString() {
      return "slot-" + slot;
    }
  }

  private final TaskServices task;
  private final String operatorId;
  private final JobInfo jobInfo;
  private final TaskInfo taskInfo;
  private final MetricTree metrics;
  private final Supplier<KeyedStateStore> keyedState;
  private final Map<String, Accumulator<?, ?>> accumulators = new HashMap<>();
  private DistributedCache cache;

  /**
   * @param keyedState the operator's keyed state; null from it if the operator has none
   */
  UserContext(TaskServices task, OperatorSpec operator, Supplier<KeyedStateStore> keyedState) {
    this.task = task;
    this.operatorId = operator.id().toString();
    this.keyedState = keyedState;
    var deployment = task.deployment();
    this.jobInfo = new Job(task.job().id(), task.job().name());
    this.taskInfo =
        new Subtask(
            operator.name(),
            deployment.attempt().subtask(),
            deployment.vertex().parallelism(),
            deployment.vertex().maxParallelism(),
            deployment.attempt().attempt(),
            deployment.slot());
    this.metrics = task.metrics().addOwnGroup(operator.name());
  }

  /** What the function has registered so far. */
  Map<String, Accumulator<?, ?>> accumulators() {
    return accumulators;
  }

  /** The operator's metrics. */
  MetricTree metrics() {
    return metrics;
  }

  /** Ends the metrics of the function. */
  void close() {
    metrics.close();
  }

  @Override
  public String getOperatorUniqueID() {
    return operatorId;
  }

  @Override
  public JobInfo getJobInfo() {
    return jobInfo;
  }

  @Override
  public TaskInfo getTaskInfo() {
    return taskInfo;
  }

  @Override
  public OperatorMetricGroup getMetricGroup() {
    return metrics;
  }

  @Override
  public ExecutionConfig getExecutionConfig() {
    return task.executionConfig();
  }

  @Override
  public <T> TypeSerializer<T> createSerializer(TypeInformation<T> typeInformation) {
    return typeInformation.createSerializer(task.executionConfig());
  }

  @Override
  public Map<String, String> getGlobalJobParameters() {
    return task.executionConfig().getGlobalJobParameters().toMap();
  }

  @Override
  public boolean isObjectReuseEnabled() {
    return task.executionConfig().isObjectReuseEnabled();
  }

  @Override
  public ClassLoader getUserCodeClassLoader() {
    return task.userLoader();
  }

  @Override
  public void registerUserCodeClassLoaderReleaseHookIfAbsent(
      String releaseHookName, Runnable releaseHook) {
    task.releaseHooks().registerIfAbsent(releaseHookName, releaseHook);
  }

  @Override
  public <V, A extends Serializable> void addAccumulator(
      String name, Accumulator<V, A> accumulator) {
    if (accumulators.putIfAbsent(name, accumulator) != null) {
      throw new UnsupportedOperationException(
          "The accumulator '" + name + "' already exists and cannot be added");
    }
  }

  @Override
  @SuppressWarnings("unchecked")
  public <V, A extends Serializable> Accumulator<V, A> getAccumulator(String name) {
    return (Accumulator<V, A>) accumulators.get(name);
  }

  private <A extends Accumulator<?, ?>> A counter(
      String name, Class<A> type, Supplier<A> constructor) {
    Accumulator<?, ?> found = accumulators.computeIfAbsent(name, key -> constructor.get());
    AccumulatorMerge.requireClass(name, type, found);
    return type.cast(found);
  }

  @Override
  public IntCounter getIntCounter(String name) {
    return counter(name, IntCounter.class, IntCounter::new);
  }

  @Override
  public LongCounter getLongCounter(String name) {
    return counter(name, LongCounter.class, LongCounter::new);
  }

  @Override
  public DoubleCounter getDoubleCounter(String name) {
    return counter(name, DoubleCounter.class, DoubleCounter::new);
  }

  @Override
  public Histogram getHistogram(String name) {
    return counter(name, Histogram.class, Histogram::new);
  }

  @Override
  public Set<ExternalResourceInfo> getExternalResourceInfos(String resourceName) {
    return Set.of();
  }

  @Override
  public boolean hasBroadcastVariable(String name) {
    return false;
  }

  @Override
  public <RT> List<RT> getBroadcastVariable(String name) {
    throw new IllegalArgumentException(
        "no broadcast variable of the name \"" + name + "\" was given to " + getTaskName());
  }

  @Override
  public <T, C> C getBroadcastVariableWithInitializer(
      String name, BroadcastVariableInitializer<T, C> initializer) {
    throw new IllegalArgumentException(
        "no broadcast variable of the name \"" + name + "\" was given to " + getTaskName());
  }

  @Override
  public DistributedCache getDistributedCache() {
    if (cache == null) {
      Map<String, Future<Path>> copies = new HashMap<>();
      task.cachedFiles()
          .forEach(
              (name, path) ->
                  copies.put(name, CompletableFuture.completedFuture(new Path(path.toUri()))));
      cache = new DistributedCache(copies);
    }
    return cache;
  }

  private KeyedStateStore state() {
    KeyedStateStore store = keyedState.get();
    if (store == null) {
      throw new FlyshuttleException(
          ErrorCode.INVALID_PROGRAM,
          getTaskName() + " uses keyed state, which is only there behind keyBy");
    }
    return store;
  }

  @Override
  public <T> ValueState<T> getState(ValueStateDescriptor<T> stateProperties) {
    return state().getState(stateProperties);
  }

  @Override
  public <T> ListState<T> getListState(ListStateDescriptor<T> stateProperties) {
    return state().getListState(stateProperties);
  }

  @Override
  public <T> ReducingState<T> getReducingState(ReducingStateDescriptor<T> stateProperties) {
    return state().getReducingState(stateProperties);
  }

  @Override
  public <IN, ACC, OUT> AggregatingState<IN, OUT> getAggregatingState(
      AggregatingStateDescriptor<IN, ACC, OUT> stateProperties) {
    return state().getAggregatingState(stateProperties);
  }

  @Override
  public <UK, UV> MapState<UK, UV> getMapState(MapStateDescriptor<UK, UV> stateProperties) {
    return state().getMapState(stateProperties);
  }

  @Override
  public <T, ACC> FoldingState<T, ACC> getFoldingState(
      FoldingStateDescriptor<T, ACC> stateProperties) {
    return state().getFoldingState(stateProperties);
  }
}
