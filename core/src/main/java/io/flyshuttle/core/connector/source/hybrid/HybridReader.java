// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.source.hybrid;

import io.flyshuttle.core.connector.source.InputStatus;
import io.flyshuttle.core.connector.source.ReaderOutput;
import io.flyshuttle.core.connector.source.Source;
import io.flyshuttle.core.connector.source.SourceEvent;
import io.flyshuttle.core.connector.source.SourceReader;
import io.flyshuttle.core.connector.source.SourceReaderContext;
import io.flyshuttle.core.connector.source.SourceSplit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Reads with the reader of the source that the enumerator names. */
final class HybridReader<T> implements SourceReader<T, HybridSplit> {
  private static final int NONE = -1;

  private final List<Source<T, ?, ?>> sources;
  private final SourceReaderContext context;

  /** Restored splits of the source that is yet to be named. */
  private final List<HybridSplit> restored = new ArrayList<>();

  private int current = NONE;
  private SourceReader<T, SourceSplit> reader;
  private boolean read;

  /** Completes when there is another source to read. */
  private CompletableFuture<Void> named = new CompletableFuture<>();

  HybridReader(List<Source<T, ?, ?>> sources, SourceReaderContext context) {
    this.sources = sources;
    this.context = context;
  }

  /** Nothing: the enumerator says with what to begin. */
  @Override
  public void start() {}

  @Override
  public InputStatus pollNext(ReaderOutput<T> output) throws Exception {
    if (reader == null || read) {
      return InputStatus.NOTHING_AVAILABLE;
    }
    InputStatus status = reader.pollNext(output);
    if (status == InputStatus.END_OF_INPUT && current < sources.size() - 1) {
      read = true;
      named = new CompletableFuture<>();
      context.sendSourceEventToCoordinator(new SourceRead(current));
      return InputStatus.NOTHING_AVAILABLE;
    }
    return status;
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    return reader == null || read ? named : reader.isAvailable();
  }

  @Override
  public List<HybridSplit> snapshotState(long checkpointId) {
    List<HybridSplit> splits = new ArrayList<>(restored);
    if (reader != null && !read) {
      for (SourceSplit split : reader.snapshotState(checkpointId)) {
        try {
          splits.add(HybridSplit.of(current, sources.get(current), split));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    return splits;
  }

  @Override
  public void addSplits(List<HybridSplit> splits) {
    if (reader == null) {
      restored.addAll(splits);
    } else {
      reader.addSplits(unwrapped(splits));
    }
  }

  private List<SourceSplit> unwrapped(List<HybridSplit> splits) {
    List<SourceSplit> own = new ArrayList<>();
    for (HybridSplit split : splits) {
      if (split.source() != current) {
        throw new IllegalStateException(
            "split " + split.splitId() + " came while source " + current + " is read");
      }
      try {
        own.add(split.unwrap(sources.get(current)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return own;
  }

  @Override
  public void notifyNoMoreSplits() {
    reader.notifyNoMoreSplits();
  }

  @Override
  public void handleSourceEvents(SourceEvent sourceEvent) {
    if (sourceEvent instanceof SwitchSource to) {
      if (to.source() != current) {
        begin(to.source());
      }
    } else if (sourceEvent instanceof NoMoreSplitsOf of) {
      if (of.source() == current && !read) {
        reader.notifyNoMoreSplits();
      }
    } else {
      reader.handleSourceEvents(sourceEvent);
    }
  }

  @SuppressWarnings("unchecked")
  private void begin(int source) {
    try {
      if (reader != null) {
        reader.close();
      }
      current = source;
      reader = (SourceReader<T, SourceSplit>) sources.get(source).createReader(context);
    } catch (Exception e) {
      throw new IllegalStateException(
          "the reader of source " + (source + 1) + " cannot begin: " + e.getMessage(), e);
    }
    read = false;
    if (!restored.isEmpty()) {
      reader.addSplits(unwrapped(restored));
      restored.clear();
    }
    reader.start();
    named.complete(null);
  }

  @Override
  public void pauseOrResumeSplits(
      Collection<String> splitsToPause, Collection<String> splitsToResume) {
    if (reader != null) {
      reader.pauseOrResumeSplits(splitsToPause, splitsToResume);
    }
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) throws Exception {
    if (reader != null) {
      reader.notifyCheckpointComplete(checkpointId);
    }
  }

  @Override
  public void close() throws Exception {
    if (reader != null) {
      reader.close();
    }
  }
}
