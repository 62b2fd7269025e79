// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.chain;

import io.flyshuttle.core.operator.Operator;
import io.flyshuttle.core.operator.Output;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.worker.partition.LatencyMarker;
import io.flyshuttle.worker.partition.RecordWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * Where an operator's records go. Each kind of target is a class of its own, so that a call site
 * that sees one kind stays cheap.
 *
 * @param <T> type of the records
 */
abstract class ChainOutput<T> implements Output<T> {

  /**
   * All that is reached from an operator's output.
   *
   * @param operators those behind it, by the main output or a side output
   * @param writers partitions it writes to
   * @param sides side outputs by id; only those that somebody reads
   */
  record Reach(
      List<ChainedOperator> operators,
      List<RecordWriter<Object>> writers,
      Map<String, ChainOutput<Object>> sides) {

    static Reach none() {
      return new Reach(List.of(), List.of(), Map.of());
    }
  }

  private final Reach reach;
  private long watermark = Long.MIN_VALUE;
  private boolean idle;

  /** Read by other threads, with a delay; see {@link RecordWriter} on why it is plain. */
  private long records;

  ChainOutput(Reach reach) {
    this.reach = reach;
  }

  /** Counts a record; called by {@link #emit}. */
  final void count() {
    records++;
  }

  /** Records emitted so far by the main output. Any thread. */
  final long records() {
    return records;
  }

  /** A side output, or this if the id is empty. */
  final ChainOutput<?> target(String sideOutput) {
    return sideOutput.isEmpty() ? this : reach.sides.get(sideOutput);
  }

  /** The watermark that was last handed on. */
  final long watermark() {
    return watermark;
  }

  @Override
  public final <X> void emitSide(String outputId, X record, long timestamp) {
    ChainOutput<Object> side = reach.sides.get(outputId);
    if (side != null) {
      side.emit(record, timestamp);
    }
  }

  @Override
  public final boolean hasSide(String outputId) {
    return reach.sides.containsKey(outputId);
  }

  @Override
  public final void emitWatermark(long newWatermark) {
    if (newWatermark <= watermark) {
      return;
    }
    watermark = newWatermark;
    idle = false;
    for (ChainedOperator operator : reach.operators) {
      operator.onWatermark(newWatermark);
    }
    try {
      for (RecordWriter<Object> writer : reach.writers) {
        writer.emitWatermark(newWatermark);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public final void setIdle(boolean newIdle) {
    if (newIdle == idle) {
      return;
    }
    idle = newIdle;
    for (ChainedOperator operator : reach.operators) {
      operator.output().setIdle(newIdle);
    }
    try {
      for (RecordWriter<Object> writer : reach.writers) {
        writer.emitIdle(newIdle);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Hands on a marker, which no operator sees. */
  final void emitLatency(LatencyMarker marker) {
    for (ChainedOperator operator : reach.operators) {
      operator.onLatency(marker);
    }
    try {
      for (RecordWriter<Object> writer : reach.writers) {
        writer.emitLatency(marker);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** To nobody. */
  static final class Discarding<T> extends ChainOutput<T> {
    Discarding(Reach reach) {
      super(reach);
    }

    @Override
    public void emit(T record, long timestamp) {
      count();
    }
  }

  /** To one operator, as it is. */
  static final class Direct<T> extends ChainOutput<T> {
    private final ChainedOperator target;
    private final Operator operator;

    Direct(Reach reach, ChainedOperator target) {
      super(reach);
      this.target = target;
      this.operator = target.operator();
    }

    @Override
    public void emit(T record, long timestamp) {
      count();
      try {
        operator.process(0, record, timestamp);
      } catch (Throwable e) {
        throw target.failure(e, record);
      }
    }
  }

  /** To one operator, as a copy of its own. */
  static final class Copying<T> extends ChainOutput<T> {
    private final ChainedOperator target;
    private final Operator operator;
    private final TypeSerializer<T> serializer;

    Copying(Reach reach, ChainedOperator target, TypeSerializer<T> serializer) {
      super(reach);
      this.target = target;
      this.operator = target.operator();
      this.serializer = serializer;
    }

    @Override
    public void emit(T record, long timestamp) {
      count();
      T own = serializer.copy(record);
      try {
        operator.process(0, own, timestamp);
      } catch (Throwable e) {
        throw target.failure(e, own);
      }
    }
  }

  /** To one partition. */
  static final class Writing<T> extends ChainOutput<T> {
    private final RecordWriter<T> writer;

    Writing(Reach reach, RecordWriter<T> writer) {
      super(reach);
      this.writer = writer;
    }

    @Override
    public void emit(T record, long timestamp) {
      count();
      try {
        writer.emit(record, timestamp);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** To several operators and partitions. */
  static final class Broadcasting<T> extends ChainOutput<T> {
    private final ChainOutput<T>[] targets;

    Broadcasting(Reach reach, List<ChainOutput<T>> targets) {
      super(reach);
      @SuppressWarnings("unchecked")
      ChainOutput<T>[] array = targets.toArray(new ChainOutput[0]);
      this.targets = array;
    }

    @Override
    public void emit(T record, long timestamp) {
      count();
      for (ChainOutput<T> target : targets) {
        target.emit(record, timestamp);
      }
    }
  }
}
