// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.source.split;

import io.flyshuttle.core.connector.SimpleVersionedSerialization;
import io.flyshuttle.core.connector.UserCodeClassLoader;
import io.flyshuttle.core.connector.source.Source;
import io.flyshuttle.core.connector.source.SourceEvent;
import io.flyshuttle.core.connector.source.SourceReader;
import io.flyshuttle.core.connector.source.SourceReaderContext;
import io.flyshuttle.core.connector.source.SourceSplit;
import io.flyshuttle.core.job.TaskInfo;
import io.flyshuttle.core.metric.Counter;
import io.flyshuttle.core.metric.Gauge;
import io.flyshuttle.core.metric.OperatorMetricGroup;
import io.flyshuttle.core.metric.SourceReaderMetricGroup;
import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.operator.OperatorFactory;
import io.flyshuttle.core.operator.ProcessingTimeService;
import io.flyshuttle.core.operator.PullSource;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.serialize.array.BytePrimitiveArraySerializer;
import io.flyshuttle.core.state.ListState;
import io.flyshuttle.core.state.ListStateDescriptor;
import io.flyshuttle.core.time.WatermarkAlignmentParams;
import io.flyshuttle.core.time.WatermarkStrategy;
import io.flyshuttle.operators.connector.DelegatingMetricGroup;
import io.flyshuttle.operators.connector.TaskLoader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Runs a reader of a source. Its only input are the orders of the enumerator; its splits are its
 * state, dealt out anew when the number of readers changes. When all is read it says so and stays
 * until the enumerator has ended, so that a checkpoint never knows of readers that are gone and an
 * enumerator that waits for them.
 */
public final class ReaderOperator implements PullSource {
  private static final int ORDERS = 0;
  private static final ListStateDescriptor<byte[]> STATE =
      new ListStateDescriptor<>("splits", BytePrimitiveArraySerializer.INSTANCE);

  private final Source<Object, SourceSplit, Object> source;
  private final WatermarkStrategy<Object> strategy;
  private final long watermarkIntervalMillis;
  private final WatermarkAlignmentParams alignment;
  private final CompletableFuture<Void> ordersEnded = new CompletableFuture<>();
  private final Set<String> paused = new HashSet<>();
  private OperatorContext context;
  private ClassLoader loader;
  private ListState<byte[]> state;
  private SourceReader<Object, SourceSplit> reader;
  private ReaderOutputs outputs;
  private ProcessingTimeService.Alarm watermarkAlarm;
  private ProcessingTimeService.Alarm alignmentAlarm;
  private boolean started;
  private boolean ended;
  private boolean pausesSplits = true;
  private long highestWatermark = Long.MAX_VALUE;
  private CompletableFuture<Void> caughtUp = CompletableFuture.completedFuture(null);

  private ReaderOperator(
      Source<Object, SourceSplit, Object> source,
      WatermarkStrategy<Object> strategy,
      long watermarkIntervalMillis) {
    this.source = source;
    this.strategy = strategy;
    this.watermarkIntervalMillis = watermarkIntervalMillis;
    this.alignment = strategy.getAlignmentParameters();
  }

  /**
   * A factory for the plan.
   *
   * @param watermarkIntervalMillis how often generators are asked for a watermark; 0 for never
   */
  @SuppressWarnings("unchecked")
  public static OperatorFactory factory(
      Source<?, ?, ?> source, WatermarkStrategy<?> strategy, long watermarkIntervalMillis) {
    return () ->
        new ReaderOperator(
            (Source<Object, SourceSplit, Object>) source,
            (WatermarkStrategy<Object>) strategy,
            watermarkIntervalMillis);
  }

  @Override
  public void open(OperatorContext newContext) throws Exception {
    context = newContext;
    loader = context.runtimeContext().getUserCodeClassLoader();
    OperatorMetricGroup group = context.runtimeContext().getMetricGroup();
    outputs = new ReaderOutputs(strategy, group, context.output());
    state = context.operatorState().getListState(STATE);
    reader = source.createReader(new Context(group));
    List<SourceSplit> restored = new ArrayList<>();
    for (byte[] split : state.get()) {
      restored.add(
          SimpleVersionedSerialization.readVersionAndDeSerialize(
              source.getSplitSerializer(), split));
    }
    if (!restored.isEmpty()) {
      reader.addSplits(restored);
    }
  }

  private void start() throws IOException {
    if (!started) {
      started = true;
      context.reply(ORDERS, SourceReplies.ready(InetAddress.getLocalHost().getHostName()));
      reader.start();
      if (watermarkIntervalMillis > 0) {
        scheduleWatermarks();
      }
      if (alignment.isEnabled()) {
        scheduleAlignment();
      }
    }
  }

  // ---- orders ----

  @Override
  public void process(int input, Object record, long timestamp) throws Exception {
    start();
    SourceOrders.receive((byte[]) record, source.getSplitSerializer(), loader, new Orders());
  }

  private final class Orders implements SourceOrders.Receiver<SourceSplit> {
    @Override
    public void onSplits(List<SourceSplit> splits) {
      reader.addSplits(splits);
    }

    @Override
    public void onNoMoreSplits() {
      reader.notifyNoMoreSplits();
    }

    @Override
    public void onEvent(SourceEvent event) {
      reader.handleSourceEvents(event);
    }

    @Override
    public void onAlign(long highest) {
      highestWatermark = highest;
      checkAlignment();
    }
  }

  /** Watermarks of the enumerator's task say nothing of records. */
  @Override
  public long onWatermark(long watermark) {
    return Long.MIN_VALUE;
  }

  @Override
  public void endInput(int input) {
    ordersEnded.complete(null);
  }

  // ---- records ----

  @Override
  public Status pull(int maxRecords) throws Exception {
    start();
    if (ordersEnded.isDone()) {
      return Status.END;
    }
    if (ended || !caughtUp.isDone()) {
      return Status.NOTHING_NOW;
    }
    for (int i = 0; i < maxRecords; i++) {
      switch (reader.pollNext(outputs)) {
        case MORE_AVAILABLE -> {}
        case NOTHING_AVAILABLE -> {
          return Status.NOTHING_NOW;
        }
        case END_OF_INPUT -> {
          ended = true;
          // who is done holds up nobody
          outputs.emitLast();
          context.reply(ORDERS, SourceReplies.ended());
          return Status.NOTHING_NOW;
        }
      }
    }
    return Status.MORE;
  }

  @Override
  public CompletableFuture<?> available() {
    if (ended) {
      return ordersEnded;
    }
    return caughtUp.isDone() ? reader.isAvailable() : caughtUp;
  }

  // ---- watermarks ----

  private void scheduleWatermarks() {
    watermarkAlarm = schedule(watermarkIntervalMillis, this::onWatermarkAlarm);
  }

  private ProcessingTimeService.Alarm schedule(
      long delayMillis, ProcessingTimeService.Callback callback) {
    ProcessingTimeService clock = context.processingTime();
    return clock.schedule(clock.currentTimeMillis() + delayMillis, callback);
  }

  private void onWatermarkAlarm(long timestampMillis) {
    if (!ended) {
      outputs.onPeriodicEmit();
      if (alignment.isEnabled()) {
        checkAlignment();
      }
      scheduleWatermarks();
    }
  }

  private void scheduleAlignment() {
    alignmentAlarm = schedule(Math.max(1, alignment.getUpdateInterval()), this::onAlignmentAlarm);
  }

  private void onAlignmentAlarm(long timestampMillis) throws IOException {
    if (!ended) {
      long watermark = outputs.isIdle() ? Long.MAX_VALUE : outputs.watermark();
      context.reply(ORDERS, SourceReplies.watermark(watermark));
      checkAlignment();
      scheduleAlignment();
    }
  }

  /** Holds back what is too far ahead: single splits if the reader can, else the reader. */
  private void checkAlignment() {
    boolean ahead = outputs.watermark() > highestWatermark && outputs.watermark() < Long.MAX_VALUE;
    if (ahead && caughtUp.isDone()) {
      caughtUp = new CompletableFuture<>();
    } else if (!ahead) {
      caughtUp.complete(null);
    }
    Map<String, Long> splits = outputs.splitWatermarks();
    if (pausesSplits && splits.size() > 1) {
      List<String> toPause = new ArrayList<>();
      List<String> toResume = new ArrayList<>();
      splits.forEach(
          (id, watermark) -> {
            if (watermark > highestWatermark && paused.add(id)) {
              toPause.add(id);
            } else if (watermark <= highestWatermark && paused.remove(id)) {
              toResume.add(id);
            }
          });
      paused.retainAll(splits.keySet());
      if (!toPause.isEmpty() || !toResume.isEmpty()) {
        try {
          reader.pauseOrResumeSplits(toPause, toResume);
        } catch (UnsupportedOperationException e) {
          // such a reader is only held back as a whole
          pausesSplits = false;
        }
      }
    }
  }

  // ---- checkpoints and the end ----

  @Override
  public void snapshot(long checkpointId, long timestampMillis) throws Exception {
    start();
    List<byte[]> splits = new ArrayList<>();
    for (SourceSplit split : reader.snapshotState(checkpointId)) {
      splits.add(
          SimpleVersionedSerialization.writeVersionAndSerialize(
              source.getSplitSerializer(), split));
    }
    state.update(splits);
  }

  @Override
  public void checkpointCompleted(long checkpointId) throws Exception {
    reader.notifyCheckpointComplete(checkpointId);
  }

  @Override
  public void checkpointAborted(long checkpointId) throws Exception {
    reader.notifyCheckpointAborted(checkpointId);
  }

  @Override
  public void finish() {
    outputs.emitLast();
  }

  @Override
  public void close() throws Exception {
    if (watermarkAlarm != null) {
      watermarkAlarm.cancel();
    }
    if (alignmentAlarm != null) {
      alignmentAlarm.cancel();
    }
    if (reader != null) {
      reader.close();
    }
  }

  /** What the reader is lent. */
  private final class Context implements SourceReaderContext {
    private final SourceReaderMetricGroup metrics;

    Context(OperatorMetricGroup group) {
      this.metrics = new Metrics(group);
    }

    private TaskInfo task() {
      return context.runtimeContext().getTaskInfo();
    }

    @Override
    public SourceReaderMetricGroup metricGroup() {
      return metrics;
    }

    @Override
    public Configuration getConfiguration() {
      return new Configuration();
    }

    @Override
    public String getLocalHostName() {
      try {
        return InetAddress.getLocalHost().getHostName();
      } catch (IOException e) {
        throw new UncheckedIOException("this host does not know its name", e);
      }
    }

    @Override
    public int getIndexOfSubtask() {
      return task().getIndexOfThisSubtask();
    }

    @Override
    public int currentParallelism() {
      return task().getNumberOfParallelSubtasks();
    }

    @Override
    public void sendSplitRequest() {
      try {
        context.reply(ORDERS, SourceReplies.request());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void sendSourceEventToCoordinator(SourceEvent sourceEvent) {
      try {
        context.reply(ORDERS, SourceReplies.event(sourceEvent));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public UserCodeClassLoader getUserCodeClassLoader() {
      return new TaskLoader(context.runtimeContext());
    }
  }

  private static final class Metrics extends DelegatingMetricGroup
      implements SourceReaderMetricGroup {
    private final Counter errors = counter("numRecordsInErrors");

    Metrics(OperatorMetricGroup group) {
      super(group);
    }

    @Override
    public Counter getNumRecordsInErrorsCounter() {
      return errors;
    }

    @Override
    public void setPendingBytesGauge(Gauge<Long> pendingBytesGauge) {
      gauge("pendingBytes", pendingBytesGauge);
    }

    @Override
    public void setPendingRecordsGauge(Gauge<Long> pendingRecordsGauge) {
      gauge("pendingRecords", pendingRecordsGauge);
    }
  }
}
