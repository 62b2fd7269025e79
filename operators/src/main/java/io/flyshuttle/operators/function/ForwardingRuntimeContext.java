// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.function;

import io.flyshuttle.core.accumulator.Accumulator;
import io.flyshuttle.core.accumulator.DoubleCounter;
import io.flyshuttle.core.accumulator.Histogram;
import io.flyshuttle.core.accumulator.IntCounter;
import io.flyshuttle.core.accumulator.LongCounter;
import io.flyshuttle.core.function.aggregator.Aggregator;
import io.flyshuttle.core.function.rich.BroadcastVariableInitializer;
import io.flyshuttle.core.function.rich.DistributedCache;
import io.flyshuttle.core.function.rich.ExternalResourceInfo;
import io.flyshuttle.core.function.rich.IterationRuntimeContext;
import io.flyshuttle.core.function.rich.RuntimeContext;
import io.flyshuttle.core.job.ExecutionConfig;
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
import io.flyshuttle.core.value.Value;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A task's view that hands everything on to another; for those that change a part. Inside a loop it
 * is the view of the loop, too.
 */
public class ForwardingRuntimeContext implements IterationRuntimeContext {
  private final RuntimeContext context;

  public ForwardingRuntimeContext(RuntimeContext context) {
    this.context = context;
  }

  private IterationRuntimeContext loop() {
    if (context instanceof IterationRuntimeContext loop) {
      return loop;
    }
    throw new IllegalStateException("the function is not inside a loop");
  }

  @Override
  public int getSuperstepNumber() {
    return loop().getSuperstepNumber();
  }

  @Override
  public <T extends Aggregator<?>> T getIterationAggregator(String name) {
    return loop().getIterationAggregator(name);
  }

  @Override
  public <T extends Value> T getPreviousIterationAggregate(String name) {
    return loop().getPreviousIterationAggregate(name);
  }

  @Override
  public String getOperatorUniqueID() {
    return context.getOperatorUniqueID();
  }

  @Override
  public JobInfo getJobInfo() {
    return context.getJobInfo();
  }

  @Override
  public TaskInfo getTaskInfo() {
    return context.getTaskInfo();
  }

  @Override
  public OperatorMetricGroup getMetricGroup() {
    return context.getMetricGroup();
  }

  @Override
  public ExecutionConfig getExecutionConfig() {
    return context.getExecutionConfig();
  }

  @Override
  public <T> TypeSerializer<T> createSerializer(TypeInformation<T> typeInformation) {
    return context.createSerializer(typeInformation);
  }

  @Override
  public Map<String, String> getGlobalJobParameters() {
    return context.getGlobalJobParameters();
  }

  @Override
  public boolean isObjectReuseEnabled() {
    return context.isObjectReuseEnabled();
  }

  @Override
  public ClassLoader getUserCodeClassLoader() {
    return context.getUserCodeClassLoader();
  }

  @Override
  public void registerUserCodeClassLoaderReleaseHookIfAbsent(
      String releaseHookName, Runnable releaseHook) {
    context.registerUserCodeClassLoaderReleaseHookIfAbsent(releaseHookName, releaseHook);
  }

  @Override
  public <V, A extends Serializable> void addAccumulator(
      String name, Accumulator<V, A> accumulator) {
    context.addAccumulator(name, accumulator);
  }

  @Override
  public <V, A extends Serializable> Accumulator<V, A> getAccumulator(String name) {
    return context.getAccumulator(name);
  }

  @Override
  public IntCounter getIntCounter(String name) {
    return context.getIntCounter(name);
  }

  @Override
  public LongCounter getLongCounter(String name) {
    return context.getLongCounter(name);
  }

  @Override
  public DoubleCounter getDoubleCounter(String name) {
    return context.getDoubleCounter(name);
  }

  @Override
  public Histogram getHistogram(String name) {
    return context.getHistogram(name);
  }

  @Override
  public Set<ExternalResourceInfo> getExternalResourceInfos(String resourceName) {
    return context.getExternalResourceInfos(resourceName);
  }

  @Override
  public boolean hasBroadcastVariable(String name) {
    return context.hasBroadcastVariable(name);
  }

  @Override
  public <RT> List<RT> getBroadcastVariable(String name) {
    return context.getBroadcastVariable(name);
  }

  @Override
  public <T, C> C getBroadcastVariableWithInitializer(
      String name, BroadcastVariableInitializer<T, C> initializer) {
    return context.getBroadcastVariableWithInitializer(name, initializer);
  }

  @Override
  public DistributedCache getDistributedCache() {
    return context.getDistributedCache();
  }

  @Override
  public <T> ValueState<T> getState(ValueStateDescriptor<T> stateProperties) {
    return context.getState(stateProperties);
  }

  @Override
  public <T> ListState<T> getListState(ListStateDescriptor<T> stateProperties) {
    return context.getListState(stateProperties);
  }

  @Override
  public <T> ReducingState<T> getReducingState(ReducingStateDescriptor<T> stateProperties) {
    return context.getReducingState(stateProperties);
  }

  @Override
  public <IN, ACC, OUT> AggregatingState<IN, OUT> getAggregatingState(
      AggregatingStateDescriptor<IN, ACC, OUT> stateProperties) {
    return context.getAggregatingState(stateProperties);
  }

  @Override
  public <UK, UV> MapState<UK, UV> getMapState(MapStateDescriptor<UK, UV> stateProperties) {
    return context.getMapState(stateProperties);
  }

  @Override
  public <T, ACC> FoldingState<T, ACC> getFoldingState(
      FoldingStateDescriptor<T, ACC> stateProperties) {
    return context.getFoldingState(stateProperties);
  }
}
