// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.source.split;

import io.flyshuttle.core.connector.SimpleVersionedSerialization;
import io.flyshuttle.core.connector.source.ReaderInfo;
import io.flyshuttle.core.connector.source.Source;
import io.flyshuttle.core.connector.source.SourceEvent;
import io.flyshuttle.core.connector.source.SourceSplit;
import io.flyshuttle.core.connector.source.SplitEnumerator;
import io.flyshuttle.core.connector.source.SplitEnumeratorContext;
import io.flyshuttle.core.connector.source.SplitsAssignment;
import io.flyshuttle.core.metric.Gauge;
import io.flyshuttle.core.metric.OperatorMetricGroup;
import io.flyshuttle.core.metric.SplitEnumeratorMetricGroup;
import io.flyshuttle.core.operator.Operator;
import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.operator.OperatorFactory;
import io.flyshuttle.core.operator.Output;
import io.flyshuttle.core.operator.PullSource;
import io.flyshuttle.core.serialize.array.BytePrimitiveArraySerializer;
import io.flyshuttle.core.state.ListState;
import io.flyshuttle.core.state.ListStateDescriptor;
import io.flyshuttle.core.time.WatermarkAlignmentParams;
import io.flyshuttle.operators.connector.DelegatingMetricGroup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

/**
 * Runs the enumerator of a source, in the only subtask of a vertex of its own. What it says to
 * readers are records, so that a checkpoint's barrier parts what the readers know from what the
 * enumerator still has. It ends when all readers have ended and, in a group of sources that are
 * aligned with each other, all of the group. Such a one has an input, from the {@link
 * GroupAligner}.
 */
public final class EnumeratorOperator implements PullSource {
  private static final int GROUP = 0;
  private static final ListStateDescriptor<byte[]> STATE =
      new ListStateDescriptor<>("enumerator", BytePrimitiveArraySerializer.INSTANCE);

  private final Source<Object, SourceSplit, Object> source;
  private final String name;
  private final int readers;
  private final WatermarkAlignmentParams alignment;
  private final AlignmentMember member;
  private final Map<Integer, ReaderInfo> registered = new TreeMap<>();
  private final BitSet ended = new BitSet();
  private final CompletableFuture<Void> allEnded = new CompletableFuture<>();
  private final CompletableFuture<Void> groupEnded = new CompletableFuture<>();
  private long[] watermarks;
  private OperatorContext context;
  private Output<byte[]> output;
  private ListState<byte[]> state;
  private SplitEnumerator<SourceSplit, Object> enumerator;
  private BesideCalls beside;
  private ClassLoader loader;
  private boolean started;
  private long groupWatermark = Long.MIN_VALUE;

  private EnumeratorOperator(
      Source<Object, SourceSplit, Object> source,
      String name,
      int readers,
      AlignmentMember member) {
    this.source = source;
    this.name = name;
    this.readers = readers;
    this.member = member;
    this.alignment = member.params();
  }

  /**
   * A factory for the plan.
   *
   * @param name of the source, for threads and messages
   * @param readers number of subtasks that read
   * @param member how far readers may be ahead of each other, and of the group's others
   */
  @SuppressWarnings("unchecked")
  public static OperatorFactory factory(
      Source<?, ?, ?> source, String name, int readers, AlignmentMember member) {
    return () ->
        new EnumeratorOperator((Source<Object, SourceSplit, Object>) source, name, readers, member);
  }

  @Override
  public void open(OperatorContext newContext) throws Exception {
    context = newContext;
    output = context.output();
    loader = context.runtimeContext().getUserCodeClassLoader();
    beside = new BesideCalls(context.mailbox(), name);
    watermarks = new long[readers];
    Arrays.fill(watermarks, Long.MIN_VALUE);
    state = context.operatorState().getListState(STATE);
    Iterator<byte[]> restored = state.get().iterator();
    Context lent = new Context();
    enumerator =
        restored.hasNext()
            ? source.restoreEnumerator(
                lent,
                SimpleVersionedSerialization.readVersionAndDeSerialize(
                    source.getEnumeratorCheckpointSerializer(), restored.next()))
            : source.createEnumerator(lent);
  }

  /** The enumerator may emit in its start, so it starts when the task runs. */
  private void start() throws IOException {
    if (!started) {
      started = true;
      enumerator.start();
      if (alignment.isEnabled()) {
        align(context.processingTime().currentTimeMillis());
      }
    }
  }

  @Override
  public Status pull(int maxRecords) throws IOException {
    start();
    boolean end = allEnded.isDone() && (!member.hasOthers() || groupEnded.isDone());
    return end ? Status.END : Status.NOTHING_NOW;
  }

  @Override
  public CompletableFuture<?> available() {
    return allEnded.isDone() && member.hasOthers() ? groupEnded : allEnded;
  }

  // ---- the group ----

  @Override
  public void process(int input, Object record, long timestamp) throws Exception {
    start();
    groupWatermark = SourceOrders.watermark((byte[]) record);
    tellReaders();
  }

  /** Watermarks of the aligner's task say nothing of records. */
  @Override
  public long onWatermark(long watermark) {
    return Long.MIN_VALUE;
  }

  @Override
  public void endInput(int input) {
    groupEnded.complete(null);
  }

  @Override
  public void onReply(int receiver, byte[] message) throws Exception {
    start();
    SourceReplies.receive(message, loader, new FromReader(receiver));
  }

  private final class FromReader implements SourceReplies.Receiver {
    private final int reader;

    FromReader(int reader) {
      this.reader = reader;
    }

    @Override
    public void onReady(String host) {
      registered.put(reader, new ReaderInfo(reader, host));
      enumerator.addReader(reader);
    }

    @Override
    public void onRequest() {
      ReaderInfo info = registered.get(reader);
      enumerator.handleSplitRequest(reader, info == null ? null : info.getLocation());
    }

    @Override
    public void onEvent(SourceEvent event) {
      enumerator.handleSourceEvent(reader, event);
    }

    @Override
    public void onEnded() throws IOException {
      ended.set(reader);
      if (ended.cardinality() == readers) {
        allEnded.complete(null);
        if (member.hasOthers()) {
          context.reply(GROUP, GroupAligner.ended(member.number()));
        }
      }
    }

    @Override
    public void onWatermark(long watermark) {
      watermarks[reader] = watermark;
    }
  }

  /** Every so often the lowest watermark is looked for, here or, in a group, by the aligner. */
  private void align(long nowMillis) throws IOException {
    if (allEnded.isDone()) {
      return;
    }
    long lowest = GroupAligner.lowest(watermarks, ended);
    if (member.hasOthers()) {
      context.reply(GROUP, GroupAligner.report(member.number(), lowest));
    } else {
      groupWatermark = lowest;
      tellReaders();
    }
    context
        .processingTime()
        .schedule(nowMillis + Math.max(1, alignment.getUpdateInterval()), this::align);
  }

  /** Tells readers how far they may go: as far as the slowest, and the drift. */
  private void tellReaders() throws IOException {
    if (groupWatermark == Long.MIN_VALUE) {
      return;
    }
    long drift = alignment.getMaxAllowedWatermarkDrift();
    long highest =
        groupWatermark > Long.MAX_VALUE - drift ? Long.MAX_VALUE : groupWatermark + drift;
    for (int reader : registered.keySet()) {
      send(SourceOrders.align(reader, highest));
    }
  }

  private void send(byte[] order) {
    output.emit(order, Operator.NO_TIMESTAMP);
  }

  @Override
  public void snapshot(long checkpointId, long timestampMillis) throws Exception {
    start();
    state.update(
        List.of(
            SimpleVersionedSerialization.writeVersionAndSerialize(
                source.getEnumeratorCheckpointSerializer(),
                enumerator.snapshotState(checkpointId))));
  }

  @Override
  public void checkpointCompleted(long checkpointId) throws Exception {
    enumerator.notifyCheckpointComplete(checkpointId);
  }

  @Override
  public void checkpointAborted(long checkpointId) throws Exception {
    enumerator.notifyCheckpointAborted(checkpointId);
  }

  @Override
  public void close() throws Exception {
    try {
      if (beside != null) {
        beside.close();
      }
    } finally {
      if (enumerator != null) {
        enumerator.close();
      }
    }
  }

  /** What the enumerator is lent. */
  private final class Context implements SplitEnumeratorContext<SourceSplit> {
    private final SplitEnumeratorMetricGroup metrics =
        new Metrics(context.runtimeContext().getMetricGroup());

    @Override
    public SplitEnumeratorMetricGroup metricGroup() {
      return metrics;
    }

    @Override
    public void sendEventToSourceReader(int subtaskId, SourceEvent event) {
      try {
        send(SourceOrders.event(check(subtaskId), event));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public int currentParallelism() {
      return readers;
    }

    @Override
    public Map<Integer, ReaderInfo> registeredReaders() {
      return Collections.unmodifiableMap(registered);
    }

    @Override
    public void assignSplits(SplitsAssignment<SourceSplit> newSplitAssignments) {
      newSplitAssignments
          .assignment()
          .forEach(
              (reader, splits) -> {
                try {
                  send(SourceOrders.splits(check(reader), splits, source.getSplitSerializer()));
                } catch (IOException e) {
                  throw new UncheckedIOException(
                      "the splits " + splits + " of source " + name + " cannot be serialized", e);
                }
              });
    }

    @Override
    public void signalNoMoreSplits(int subtask) {
      try {
        send(SourceOrders.noMoreSplits(check(subtask)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private int check(int reader) {
      if (reader < 0 || reader >= readers) {
        throw new IllegalArgumentException(
            "source " + name + " has " + readers + " readers; there is no reader " + reader);
      }
      return reader;
    }

    @Override
    public <T> void callAsync(Callable<T> callable, BiConsumer<T, Throwable> handler) {
      beside.call(callable, handler);
    }

    @Override
    public <T> void callAsync(
        Callable<T> callable,
        BiConsumer<T, Throwable> handler,
        long initialDelayMillis,
        long periodMillis) {
      beside.callPeriodically(callable, handler, initialDelayMillis, periodMillis);
    }

    @Override
    public void runInCoordinatorThread(Runnable runnable) {
      context.mailbox().execute("enumerator of " + name, runnable::run);
    }
  }

  private static final class Metrics extends DelegatingMetricGroup
      implements SplitEnumeratorMetricGroup {
    Metrics(OperatorMetricGroup group) {
      super(group);
    }

    @Override
    public <G extends Gauge<Long>> G setUnassignedSplitsGauge(G unassignedSplitsGauge) {
      return gauge("unassignedSplits", unassignedSplitsGauge);
    }
  }
}
