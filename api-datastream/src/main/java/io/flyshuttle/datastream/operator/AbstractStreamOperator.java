// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream.operator;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.function.rich.RuntimeContext;
import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.metric.MetricGroup;
import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.operator.ProcessingTimeService;
import io.flyshuttle.core.state.KeyedStateBackend;
import io.flyshuttle.core.state.OperatorStateStore;
import io.flyshuttle.core.state.State;
import io.flyshuttle.core.state.StateDescriptor;
import io.flyshuttle.core.stream.source.Watermark;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.operators.timer.KeyedTimers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What operators of the user's own stand on.
 *
 * @param <OUT> type of the records it emits
 */
public abstract class AbstractStreamOperator<OUT> implements StreamOperator<OUT> {
  private static final long serialVersionUID = 1L;

  protected static final Logger LOG = LoggerFactory.getLogger(AbstractStreamOperator.class);

  protected ChainingStrategy chainingStrategy = ChainingStrategy.ALWAYS;
  protected transient Output<StreamRecord<OUT>> output;
  protected transient ProcessingTimeService processingTimeService;
  private transient OperatorContext context;
  private transient KeyedStateBackend<Object> keyedState;
  private transient Map<String, OperatorTimers<?, ?>> timers;
  private transient long firstWatermark;
  private transient long secondWatermark;

  final void bind(
      OperatorContext newContext,
      Output<StreamRecord<OUT>> newOutput,
      KeyedStateBackend<Object> newKeyedState) {
    this.context = newContext;
    this.output = newOutput;
    this.processingTimeService = newContext.processingTime();
    this.keyedState = newKeyedState;
    this.timers = new LinkedHashMap<>();
    this.firstWatermark = Long.MIN_VALUE;
    this.secondWatermark = Long.MIN_VALUE;
  }

  final void closeTimers() {
    if (timers != null) {
      timers.values().forEach(OperatorTimers::close);
    }
  }

  @Override
  public void open() throws Exception {}

  @Override
  public void finish() throws Exception {}

  @Override
  public void close() throws Exception {}

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {}

  /** Makes or restores state that is not bound to keys, before {@link #open}. */
  public void initializeState(StateInitializationContext initializationContext) throws Exception {}

  /** Brings into state what is only in fields; bytes of the operator's own go into raw state. */
  public void snapshotState(StateSnapshotContext snapshotContext) throws Exception {}

  @Override
  public void notifyCheckpointComplete(long checkpointId) throws Exception {}

  @Override
  public void notifyCheckpointAborted(long checkpointId) throws Exception {}

  /**
   * Takes a watermark of the only input, or the lower one of both; rings timers and hands it on
   * unless overridden.
   */
  public void processWatermark(Watermark mark) throws Exception {
    for (OperatorTimers<?, ?> each : timers.values()) {
      each.advanceWatermark(mark.getTimestamp());
    }
    output.emitWatermark(mark);
  }

  /** Takes a watermark of the first of two inputs. */
  public void processWatermark1(Watermark mark) throws Exception {
    long before = Math.min(firstWatermark, secondWatermark);
    firstWatermark = Math.max(firstWatermark, mark.getTimestamp());
    processLower(before);
  }

  /** Takes a watermark of the second of two inputs. */
  public void processWatermark2(Watermark mark) throws Exception {
    long before = Math.min(firstWatermark, secondWatermark);
    secondWatermark = Math.max(secondWatermark, mark.getTimestamp());
    processLower(before);
  }

  /** Takes what holds of the records that follow. Not called here: see {@link RecordAttributes}. */
  public void processRecordAttributes(RecordAttributes recordAttributes) throws Exception {
    output.emitRecordAttributes(new RecordAttributesBuilder(List.of(recordAttributes)).build());
  }

  /** As above, of the first of two inputs. */
  public void processRecordAttributes1(RecordAttributes recordAttributes) throws Exception {
    processRecordAttributes(recordAttributes);
  }

  /** As above, of the second of two inputs. */
  public void processRecordAttributes2(RecordAttributes recordAttributes) throws Exception {
    processRecordAttributes(recordAttributes);
  }

  private void processLower(long before) throws Exception {
    long lower = Math.min(firstWatermark, secondWatermark);
    if (lower > before) {
      processWatermark(new Watermark(lower));
    }
  }

  /**
   * Timers by key and namespace; from {@link #open} on.
   *
   * @param name tells several kinds of timers of the operator apart, also in checkpoints
   * @param triggerable takes those that ring
   */
  @SuppressWarnings("unchecked")
  public <K, N> InternalTimerService<N> getInternalTimerService(
      String name, TypeSerializer<N> namespaceSerializer, Triggerable<K, N> triggerable) {
    if (keyedState == null) {
      throw new FlyshuttleException(
          ErrorCode.INVALID_PROGRAM,
          "the operator "
              + getOperatorName()
              + " has timers, but its stream has no keys: put keyBy before it");
    }
    return (InternalTimerService<N>)
        timers.computeIfAbsent(
            name,
            missing -> {
              OperatorTimers<K, N> made = new OperatorTimers<>(triggerable);
              made.use(
                  new KeyedTimers<>(
                      name, context, (KeyedStateBackend<K>) keyedState, namespaceSerializer, made));
              return made;
            });
  }

  /** The settings of the program. */
  public ExecutionConfig getExecutionConfig() {
    return context.runtimeContext().getExecutionConfig();
  }

  public final ChainingStrategy getChainingStrategy() {
    return chainingStrategy;
  }

  public final void setChainingStrategy(ChainingStrategy strategy) {
    this.chainingStrategy = strategy;
  }

  public RuntimeContext getRuntimeContext() {
    return context.runtimeContext();
  }

  public MetricGroup getMetricGroup() {
    return context.runtimeContext().getMetricGroup();
  }

  /** The loader of the program's classes. */
  public ClassLoader getUserCodeClassloader() {
    return context.runtimeContext().getUserCodeClassLoader();
  }

  /** Name of this operator, for messages. */
  protected String getOperatorName() {
    return context.runtimeContext().getTaskInfo().getTaskName();
  }

  public ProcessingTimeService getProcessingTimeService() {
    return processingTimeService;
  }

  public OperatorStateStore getOperatorStateBackend() {
    return context.operatorState();
  }

  /** The state by key; null if the stream is not keyed. */
  @SuppressWarnings("unchecked")
  public <K> KeyedStateBackend<K> getKeyedStateBackend() {
    return (KeyedStateBackend<K>) keyedState;
  }

  @Override
  public void setCurrentKey(Object key) {
    keyedState.setCurrentKey(key);
  }

  @Override
  public Object getCurrentKey() {
    return keyedState == null ? null : keyedState.getCurrentKey();
  }

  /** State of the current key. */
  protected <S extends State> S getPartitionedState(StateDescriptor<S, ?> descriptor)
      throws Exception {
    return keyedState.getState(descriptor);
  }
}
