// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.source;

import io.flyshuttle.core.format.CheckpointableInputFormat;
import io.flyshuttle.core.format.InputFormat;
import io.flyshuttle.core.format.InputSplit;
import io.flyshuttle.core.format.RichInputFormat;
import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.operator.OperatorFactory;
import io.flyshuttle.core.operator.Output;
import io.flyshuttle.core.operator.PullSource;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.plan.CodeBytes;
import io.flyshuttle.core.serialize.array.BytePrimitiveArraySerializer;
import io.flyshuttle.core.state.ListState;
import io.flyshuttle.core.state.ListStateDescriptor;
import io.flyshuttle.core.type.TypeSerializer;
import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Reads an {@link InputFormat}, split after split. A snapshot holds the splits that were dealt to
 * this subtask and are not read to their end, each with the position in it: what the format gives
 * if it is a {@link CheckpointableInputFormat}, else how many records have been read.
 */
public final class FormatSource implements PullSource {
  private static final Optional<byte[]> NONE = Optional.empty();

  private final InputFormat<Object, InputSplit> format;
  private final Configuration parameters;
  private final List<byte[]> ownSplits;
  private final ArrayDeque<ReadSplit> restored = new ArrayDeque<>();
  private ListState<byte[]> state;
  private ReadSplit reading;
  private OperatorContext context;
  private Output<Object> output;
  private TypeSerializer<Object> serializer;
  private CompletableFuture<Optional<byte[]>> nextSplit;
  private int ownSplitsRead;
  private long recordsRead;
  private boolean formatOpen;
  private boolean splitOpen;

  private FormatSource(
      InputFormat<Object, InputSplit> format, Configuration parameters, List<byte[]> ownSplits) {
    this.format = format;
    this.parameters = parameters;
    this.ownSplits = ownSplits;
  }

  /**
   * A factory for the plan.
   *
   * @param parameters the format is configured with
   */
  @SuppressWarnings("unchecked")
  public static <T, S extends InputSplit> OperatorFactory factory(
      InputFormat<T, S> format, Configuration parameters) {
    InputFormat<?, ?> erased = format;
    return () -> new FormatSource((InputFormat<Object, InputSplit>) erased, parameters, null);
  }

  /**
   * A factory for a source of which every subtask reads all splits.
   *
   * @param splits serialized
   */
  @SuppressWarnings("unchecked")
  public static <T, S extends InputSplit> OperatorFactory replicated(
      InputFormat<T, S> format, Configuration parameters, List<byte[]> splits) {
    InputFormat<?, ?> erased = format;
    List<byte[]> all = new ArrayList<>(splits);
    return () -> new FormatSource((InputFormat<Object, InputSplit>) erased, parameters, all);
  }

  @Override
  public void open(OperatorContext newContext) throws Exception {
    context = newContext;
    output = context.output();
    serializer = context.outputSerializer();
    if (format instanceof RichInputFormat<?, ?> rich) {
      rich.setRuntimeContext(context.runtimeContext());
    }
    state =
        context
            .operatorState()
            .getListState(
                new ListStateDescriptor<>("splits", BytePrimitiveArraySerializer.INSTANCE));
    for (byte[] saved : state.get()) {
      restored.add(ReadSplit.fromBytes(saved));
    }
    format.configure(parameters);
    if (format instanceof RichInputFormat<?, ?> rich) {
      formatOpen = true;
      rich.openInputFormat();
    }
  }

  @Override
  public Status pull(int maxRecords) throws Exception {
    int left = maxRecords;
    while (left > 0) {
      if (!splitOpen) {
        ReadSplit next = restored.poll();
        if (next == null) {
          if (nextSplit == null) {
            nextSplit = ownSplits == null ? context.splits().next() : nextOwnSplit();
          }
          if (!nextSplit.isDone()) {
            return Status.NOTHING_NOW;
          }
          Optional<byte[]> split = nextSplit.get();
          if (split.isEmpty()) {
            return Status.END;
          }
          nextSplit = null;
          next = ReadSplit.whole(split.get());
        }
        openSplit(next);
      }
      left -= readSplit(left);
    }
    return Status.MORE;
  }

  @SuppressWarnings("unchecked")
  private void openSplit(ReadSplit split) throws Exception {
    ClassLoader loader = context.runtimeContext().getUserCodeClassLoader();
    InputSplit opened = CodeBytes.read(split.split(), loader);
    splitOpen = true;
    reading = split;
    recordsRead = 0;
    if (split.position().length > 0) {
      ((CheckpointableInputFormat<InputSplit, Serializable>) format)
          .reopen(opened, CodeBytes.read(split.position(), loader));
    } else {
      format.open(opened);
      while (recordsRead < split.records() && !format.reachedEnd()) {
        format.nextRecord(serializer.createInstance());
        recordsRead++;
      }
    }
  }

  @Override
  public void snapshot(long checkpointId, long timestampMillis) throws Exception {
    state.clear();
    if (ownSplits != null) {
      return;
    }
    if (splitOpen) {
      byte[] position =
          format instanceof CheckpointableInputFormat<?, ?> positioned
              ? CodeBytes.write(positioned.getCurrentState(), "position in a split")
              : new byte[0];
      state.add(new ReadSplit(reading.split(), position, recordsRead).toBytes());
    }
    for (ReadSplit waiting : restored) {
      state.add(waiting.toBytes());
    }
    // a split that was dealt is this subtask's, though it has not been looked at
    Optional<byte[]> dealt = nextSplit == null ? Optional.empty() : nextSplit.getNow(NONE);
    if (dealt.isPresent()) {
      state.add(ReadSplit.whole(dealt.get()).toBytes());
    }
  }

  private CompletableFuture<Optional<byte[]>> nextOwnSplit() {
    return CompletableFuture.completedFuture(
        ownSplitsRead == ownSplits.size()
            ? Optional.empty()
            : Optional.of(ownSplits.get(ownSplitsRead++)));
  }

  private int readSplit(int maxRecords) throws Exception {
    boolean reuses = serializer.isImmutableType() || context.mayReuseRecords();
    Object reuse = serializer.createInstance();
    int count = 0;
    while (count < maxRecords) {
      if (format.reachedEnd()) {
        splitOpen = false;
        reading = null;
        format.close();
        return count;
      }
      Object record = format.nextRecord(reuse);
      recordsRead++;
      if (record != null) {
        count++;
        output.emit(record, NO_TIMESTAMP);
        if (!reuses) {
          reuse = serializer.createInstance();
        }
      }
    }
    return count;
  }

  @Override
  public CompletableFuture<?> available() {
    return nextSplit;
  }

  /** After the last record no timestamp is expected any more. */
  @Override
  public void finish() {
    output.emitWatermark(Long.MAX_VALUE);
  }

  @Override
  public void close() throws Exception {
    try {
      if (splitOpen) {
        splitOpen = false;
        format.close();
      }
    } finally {
      if (formatOpen) {
        formatOpen = false;
        ((RichInputFormat<?, ?>) format).closeInputFormat();
      }
    }
  }
}
