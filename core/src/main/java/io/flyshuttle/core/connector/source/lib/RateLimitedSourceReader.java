// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.source.lib;

import io.flyshuttle.core.connector.source.InputStatus;
import io.flyshuttle.core.connector.source.ReaderOutput;
import io.flyshuttle.core.connector.source.SourceEvent;
import io.flyshuttle.core.connector.source.SourceOutput;
import io.flyshuttle.core.connector.source.SourceReader;
import io.flyshuttle.core.connector.source.SourceSplit;
import io.flyshuttle.core.time.Watermark;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A reader that emits no faster than a limiter allows. The reader within emits at most one record
 * each time it is asked.
 *
 * @param <E> type of the records
 * @param <SplitT> type of the splits
 */
public class RateLimitedSourceReader<E, SplitT extends SourceSplit>
    implements SourceReader<E, SplitT> {

  private final SourceReader<E, SplitT> reader;
  private final RateLimiter limiter;

  /** Leave for the next record; null if it has not been asked for. */
  private CompletableFuture<Void> leave;

  public RateLimitedSourceReader(SourceReader<E, SplitT> sourceReader, RateLimiter rateLimiter) {
    this.reader = sourceReader;
    this.limiter = rateLimiter;
  }

  @Override
  public void start() {
    reader.start();
  }

  @Override
  public InputStatus pollNext(ReaderOutput<E> output) throws Exception {
    if (leave == null) {
      leave = limiter.acquire().toCompletableFuture();
    }
    if (!leave.isDone()) {
      return InputStatus.NOTHING_AVAILABLE;
    }
    Noticing<E> noticing = new Noticing<>(output);
    InputStatus status = reader.pollNext(noticing);
    if (noticing.emitted) {
      leave = null;
    }
    return status;
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    return leave != null && !leave.isDone() ? leave : reader.isAvailable();
  }

  @Override
  public void addSplits(List<SplitT> splits) {
    reader.addSplits(splits);
  }

  @Override
  public void notifyNoMoreSplits() {
    reader.notifyNoMoreSplits();
  }

  @Override
  public void handleSourceEvents(SourceEvent sourceEvent) {
    reader.handleSourceEvents(sourceEvent);
  }

  @Override
  public List<SplitT> snapshotState(long checkpointId) {
    return reader.snapshotState(checkpointId);
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) throws Exception {
    limiter.notifyCheckpointComplete(checkpointId);
    reader.notifyCheckpointComplete(checkpointId);
  }

  @Override
  public void close() throws Exception {
    reader.close();
  }

  /** Notices whether anything was emitted. */
  private static final class Noticing<E> implements ReaderOutput<E> {
    private final ReaderOutput<E> output;
    private boolean emitted;

    Noticing(ReaderOutput<E> output) {
      this.output = output;
    }

    @Override
    public void collect(E record) {
      emitted = true;
      output.collect(record);
    }

    @Override
    public void collect(E record, long timestamp) {
      emitted = true;
      output.collect(record, timestamp);
    }

    @Override
    public void emitWatermark(Watermark watermark) {
      output.emitWatermark(watermark);
    }

    @Override
    public void markIdle() {
      output.markIdle();
    }

    @Override
    public void markActive() {
      output.markActive();
    }

    @Override
    public SourceOutput<E> createOutputForSplit(String splitId) {
      emitted = true;
      return output.createOutputForSplit(splitId);
    }

    @Override
    public void releaseOutputForSplit(String splitId) {
      output.releaseOutputForSplit(splitId);
    }
  }
}
