// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.source.hybrid;

import io.flyshuttle.core.connector.SimpleVersionedSerialization;
import io.flyshuttle.core.connector.SimpleVersionedSerializer;
import io.flyshuttle.core.connector.source.ReaderInfo;
import io.flyshuttle.core.connector.source.Source;
import io.flyshuttle.core.connector.source.SourceEvent;
import io.flyshuttle.core.connector.source.SourceSplit;
import io.flyshuttle.core.connector.source.SplitEnumerator;
import io.flyshuttle.core.connector.source.SplitEnumeratorContext;
import io.flyshuttle.core.connector.source.SplitsAssignment;
import io.flyshuttle.core.metric.SplitEnumeratorMetricGroup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;

/**
 * Runs the enumerator of one source after the other. A source is over when all readers have said
 * that they have read it; they say so again after a restore.
 */
final class HybridEnumerator implements SplitEnumerator<HybridSplit, HybridState> {
  private final List<Source<?, ?, ?>> sources;
  private final SplitEnumeratorContext<HybridSplit> context;
  private final Set<Integer> done = new HashSet<>();
  private int current;
  private SplitEnumerator<SourceSplit, Object> enumerator;
  private boolean started;

  /**
   * @param state null for a fresh start
   */
  HybridEnumerator(
      List<? extends Source<?, ?, ?>> sources,
      SplitEnumeratorContext<HybridSplit> context,
      HybridState state)
      throws Exception {
    this.sources = List.copyOf(sources);
    this.context = context;
    this.current = state == null ? 0 : state.source();
    this.enumerator = enumerator(state);
  }

  @SuppressWarnings("unchecked")
  private Source<Object, SourceSplit, Object> source() {
    return (Source<Object, SourceSplit, Object>) (Source<?, ?, ?>) sources.get(current);
  }

  private SplitEnumerator<SourceSplit, Object> enumerator(HybridState state) throws Exception {
    Context own = new Context(current);
    if (state == null) {
      return source().createEnumerator(own);
    }
    SimpleVersionedSerializer<Object> serializer = source().getEnumeratorCheckpointSerializer();
    return source()
        .restoreEnumerator(
            own, SimpleVersionedSerialization.readVersionAndDeSerialize(serializer, state.bytes()));
  }

  @Override
  public void start() {
    started = true;
    enumerator.start();
  }

  @Override
  public void handleSplitRequest(int subtaskId, String requesterHostname) {
    enumerator.handleSplitRequest(subtaskId, requesterHostname);
  }

  @Override
  public void addSplitsBack(List<HybridSplit> splits, int subtaskId) {
    List<SourceSplit> ofCurrent = new ArrayList<>();
    for (HybridSplit split : splits) {
      if (split.source() == current) {
        try {
          ofCurrent.add(split.unwrap(source()));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    enumerator.addSplitsBack(ofCurrent, subtaskId);
  }

  @Override
  public void addReader(int subtaskId) {
    context.sendEventToSourceReader(subtaskId, new SwitchSource(current));
    enumerator.addReader(subtaskId);
  }

  @Override
  public void handleSourceEvent(int subtaskId, SourceEvent sourceEvent) {
    if (!(sourceEvent instanceof SourceRead read)) {
      enumerator.handleSourceEvent(subtaskId, sourceEvent);
    } else if (read.source() == current
        && done.add(subtaskId)
        && done.size() == context.currentParallelism()) {
      next();
    }
  }

  private void next() {
    try {
      enumerator.close();
      done.clear();
      current++;
      enumerator = enumerator(null);
    } catch (Exception e) {
      throw new IllegalStateException(
          "source " + (current + 1) + " of " + sources.size() + " cannot begin: " + e.getMessage(),
          e);
    }
    if (started) {
      enumerator.start();
    }
    for (int reader : context.registeredReaders().keySet()) {
      addReader(reader);
    }
  }

  @Override
  public HybridState snapshotState(long checkpointId) throws Exception {
    return new HybridState(
        current,
        SimpleVersionedSerialization.writeVersionAndSerialize(
            source().getEnumeratorCheckpointSerializer(), enumerator.snapshotState(checkpointId)));
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) throws Exception {
    enumerator.notifyCheckpointComplete(checkpointId);
  }

  @Override
  public void close() throws IOException {
    enumerator.close();
  }

  /** What the enumerator of one source may use. */
  private final class Context implements SplitEnumeratorContext<SourceSplit> {
    private final int index;

    Context(int index) {
      this.index = index;
    }

    @Override
    public SplitEnumeratorMetricGroup metricGroup() {
      return context.metricGroup();
    }

    @Override
    public void sendEventToSourceReader(int subtaskId, SourceEvent event) {
      context.sendEventToSourceReader(subtaskId, event);
    }

    @Override
    public int currentParallelism() {
      return context.currentParallelism();
    }

    @Override
    public Map<Integer, ReaderInfo> registeredReaders() {
      return context.registeredReaders();
    }

    @Override
    public void assignSplits(SplitsAssignment<SourceSplit> assignment) {
      Map<Integer, List<HybridSplit>> wrapped = new HashMap<>();
      assignment
          .assignment()
          .forEach(
              (reader, splits) -> {
                List<HybridSplit> own = new ArrayList<>();
                for (SourceSplit split : splits) {
                  try {
                    own.add(HybridSplit.of(index, sources.get(index), split));
                  } catch (IOException e) {
                    throw new UncheckedIOException(e);
                  }
                }
                wrapped.put(reader, own);
              });
      context.assignSplits(new SplitsAssignment<>(wrapped));
    }

    @Override
    public void signalNoMoreSplits(int subtask) {
      if (index == sources.size() - 1) {
        context.signalNoMoreSplits(subtask);
      } else {
        context.sendEventToSourceReader(subtask, new NoMoreSplitsOf(index));
      }
    }

    @Override
    public <T> void callAsync(Callable<T> callable, BiConsumer<T, Throwable> handler) {
      context.callAsync(callable, whileCurrent(handler));
    }

    @Override
    public <T> void callAsync(
        Callable<T> callable,
        BiConsumer<T, Throwable> handler,
        long initialDelayMillis,
        long periodMillis) {
      context.callAsync(callable, whileCurrent(handler), initialDelayMillis, periodMillis);
    }

    /** What comes when the source is over is nobody's business any more. */
    private <T> BiConsumer<T, Throwable> whileCurrent(BiConsumer<T, Throwable> handler) {
      return (result, failure) -> {
        if (index == current) {
          handler.accept(result, failure);
        }
      };
    }

    @Override
    public void runInCoordinatorThread(Runnable runnable) {
      context.runInCoordinatorThread(runnable);
    }
  }
}
