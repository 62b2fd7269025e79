// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream;

import io.flyshuttle.core.extract.TypeExtractor;
import io.flyshuttle.core.function.FoldFunction;
import io.flyshuttle.core.function.KeySelector;
import io.flyshuttle.core.function.ReduceFunction;
import io.flyshuttle.core.job.InvalidProgramException;
import io.flyshuttle.core.plan.Ship;
import io.flyshuttle.core.stream.process.KeyedProcessFunction;
import io.flyshuttle.core.stream.process.ProcessFunction;
import io.flyshuttle.core.stream.process.ProcessJoinFunction;
import io.flyshuttle.core.stream.window.GlobalWindow;
import io.flyshuttle.core.stream.window.TimeWindow;
import io.flyshuttle.core.stream.window.Window;
import io.flyshuttle.core.stream.window.assigner.GlobalWindows;
import io.flyshuttle.core.stream.window.assigner.WindowAssigner;
import io.flyshuttle.core.stream.window.evictor.CountEvictor;
import io.flyshuttle.core.stream.window.trigger.CountTrigger;
import io.flyshuttle.core.stream.window.trigger.PurgingTrigger;
import io.flyshuttle.core.time.OutputTag;
import io.flyshuttle.core.time.Time;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.operators.stream.Aggregate;
import java.time.Duration;
import java.util.List;

/**
 * A stream whose records of one key all meet in one subtask, where the key has its state.
 *
 * @param <T> type of the records
 * @param <KEY> type of the keys
 */
public class KeyedStream<T, KEY> extends DataStream<T> {
  private final KeySelector<T, KEY> keySelector;
  private final TypeInformation<KEY> keyType;

  KeyedStream(DataStream<T> stream, KeySelector<T, KEY> keySelector, TypeInformation<KEY> keyType) {
    this(stream, keySelector, keyType, Ship.hash(keySelector));
  }

  /** A stream whose records get to the subtasks of their keys by {@code ship}. */
  KeyedStream(
      DataStream<T> stream,
      KeySelector<T, KEY> keySelector,
      TypeInformation<KEY> keyType,
      Ship ship) {
    super(
        stream.environment,
        stream.flows().stream().map(flow -> flow.byKey(ship, keyType)).toList(),
        stream.getType());
    Keys.check(keyType);
    this.keySelector = keySelector;
    this.keyType = keyType;
  }

  public KeySelector<T, KEY> getKeySelector() {
    return keySelector;
  }

  public TypeInformation<KEY> getKeyType() {
    return keyType;
  }

  /**
   * The records of this stream, which must be bounded, and for each key after them those of another
   * one: such as history before what is live. The job's checkpoints begin when this stream has been
   * read.
   */
  public KeyedStream<T, KEY> concat(KeyedStream<T, KEY> next) {
    return new KeyedStream<>(super.concat(next), keySelector, keyType);
  }

  @Override
  DataStream<T> shipped(Ship ship) {
    throw new InvalidProgramException(
        "a keyed stream is partitioned by its key; it cannot be sent by " + ship.name());
  }

  /** All records of a key are one window, which ends with the stream. */
  @Override
  public PartitionWindowedStream<T> fullWindowPartition() {
    return FullPartitions.ofKeys(this);
  }

  // ------------------------------------------------------------------ record by record

  /** Combines each record with the result so far of its key, and emits every result. */
  public SingleOutputStreamOperator<T> reduce(ReduceFunction<T> reducer) {
    return add(StreamOperators.keyedReduce(this, environment.clean(reducer)));
  }

  /** Each record folded into the accumulator of its key; every accumulator is emitted. */
  @Deprecated
  public <R> SingleOutputStreamOperator<R> fold(R initialValue, FoldFunction<T, R> folder) {
    FoldFunction<T, R> function = environment.clean(folder);
    return add(
        StreamOperators.keyedFold(
            this,
            initialValue,
            function,
            TypeExtractor.getFoldReturnTypes(function, getType(), null, false)));
  }

  public <R> SingleOutputStreamOperator<R> process(
      KeyedProcessFunction<KEY, T, R> keyedProcessFunction) {
    KeyedProcessFunction<KEY, T, R> function = environment.clean(keyedProcessFunction);
    return add(
        StreamOperators.keyedProcess(
            this,
            function,
            Inferred.unary(function, KeyedProcessFunction.class, 1, 2, null, getType())));
  }

  public <R> SingleOutputStreamOperator<R> process(
      KeyedProcessFunction<KEY, T, R> keyedProcessFunction, TypeInformation<R> outputType) {
    return add(
        StreamOperators.keyedProcess(
            this, environment.clean(keyedProcessFunction), Inferred.of(outputType)));
  }

  /** With state and timers of the key, as {@link #process(KeyedProcessFunction)}. */
  @Override
  <R> SingleOutputStreamOperator<R> process(ProcessFunction<T, R> function, Inferred<R> type) {
    return add(StreamOperators.keyedPlainProcess(this, function, type));
  }

  public SingleOutputStreamOperator<T> sum(int positionToSum) {
    return aggregate(Aggregate.sum(getType(), positionToSum));
  }

  public SingleOutputStreamOperator<T> sum(String field) {
    return aggregate(Aggregate.sum(getType(), field));
  }

  /** The first record of the key, with the least value so far in the field. */
  public SingleOutputStreamOperator<T> min(int positionToMin) {
    return aggregate(Aggregate.min(getType(), positionToMin));
  }

  public SingleOutputStreamOperator<T> min(String field) {
    return aggregate(Aggregate.min(getType(), field));
  }

  /** The first record of the key, with the greatest value so far in the field. */
  public SingleOutputStreamOperator<T> max(int positionToMax) {
    return aggregate(Aggregate.max(getType(), positionToMax));
  }

  public SingleOutputStreamOperator<T> max(String field) {
    return aggregate(Aggregate.max(getType(), field));
  }

  /** The record with the least value so far; of equal ones the first. */
  public SingleOutputStreamOperator<T> minBy(int positionToMinBy) {
    return minBy(positionToMinBy, true);
  }

  public SingleOutputStreamOperator<T> minBy(String positionToMinBy) {
    return minBy(positionToMinBy, true);
  }

  public SingleOutputStreamOperator<T> minBy(int positionToMinBy, boolean first) {
    return aggregate(Aggregate.minBy(getType(), positionToMinBy, first));
  }

  public SingleOutputStreamOperator<T> minBy(String field, boolean first) {
    return aggregate(Aggregate.minBy(getType(), field, first));
  }

  /** The record with the greatest value so far; of equal ones the first. */
  public SingleOutputStreamOperator<T> maxBy(int positionToMaxBy) {
    return maxBy(positionToMaxBy, true);
  }

  public SingleOutputStreamOperator<T> maxBy(String positionToMaxBy) {
    return maxBy(positionToMaxBy, true);
  }

  public SingleOutputStreamOperator<T> maxBy(int positionToMaxBy, boolean first) {
    return aggregate(Aggregate.maxBy(getType(), positionToMaxBy, first));
  }

  public SingleOutputStreamOperator<T> maxBy(String field, boolean first) {
    return aggregate(Aggregate.maxBy(getType(), field, first));
  }

  SingleOutputStreamOperator<T> aggregate(Aggregate<T> aggregate) {
    return add(StreamOperators.keyedAggregate(this, aggregate));
  }

  // ------------------------------------------------------------------ windows

  /** Windows of a length in event time, or in processing time if the environment says so. */
  @Deprecated
  public WindowedStream<T, KEY, TimeWindow> timeWindow(Time size) {
    return window(environment.tumbling(size));
  }

  @Deprecated
  public WindowedStream<T, KEY, TimeWindow> timeWindow(Time size, Time slide) {
    return window(environment.sliding(size, slide));
  }

  /** Windows of {@code size} records of one key. */
  public WindowedStream<T, KEY, GlobalWindow> countWindow(long size) {
    return window(GlobalWindows.create()).trigger(PurgingTrigger.of(CountTrigger.of(size)));
  }

  /** The last {@code size} records of a key, each time {@code slide} more have come. */
  public WindowedStream<T, KEY, GlobalWindow> countWindow(long size, long slide) {
    return window(GlobalWindows.create())
        .evictor(CountEvictor.of(size))
        .trigger(CountTrigger.of(slide));
  }

  public <W extends Window> WindowedStream<T, KEY, W> window(
      WindowAssigner<? super T, W> assigner) {
    return new WindowedStream<>(this, assigner);
  }

  // ------------------------------------------------------------------ interval join

  /** Joins with the records of the other stream that have the same key and a near timestamp. */
  public <T1> IntervalJoin<T, T1, KEY> intervalJoin(KeyedStream<T1, KEY> otherStream) {
    return new IntervalJoin<>(this, otherStream);
  }

  /**
   * An interval join without its bounds.
   *
   * @param <T1> type of this stream's records
   * @param <T2> type of the other stream's records
   * @param <KEY> type of the keys
   */
  public static class IntervalJoin<T1, T2, KEY> {
    private final KeyedStream<T1, KEY> left;
    private final KeyedStream<T2, KEY> right;

    IntervalJoin(KeyedStream<T1, KEY> left, KeyedStream<T2, KEY> right) {
      this.left = left;
      this.right = right;
    }

    /** Event time, which is the default and the only time of an interval join. */
    public IntervalJoin<T1, T2, KEY> inEventTime() {
      return this;
    }

    /** Refused: an interval join is defined in event time only. */
    public IntervalJoin<T1, T2, KEY> inProcessingTime() {
      throw new InvalidProgramException(
          "an interval join works in event time only; processing time is not supported");
    }

    @Deprecated
    public IntervalJoined<T1, T2, KEY> between(Time lowerBound, Time upperBound) {
      return between(lowerBound.toDuration(), upperBound.toDuration());
    }

    /** The right record is at least {@code lowerBound} and at most {@code upperBound} later. */
    public IntervalJoined<T1, T2, KEY> between(Duration lowerBound, Duration upperBound) {
      return new IntervalJoined<>(
          left, right, lowerBound.toMillis(), upperBound.toMillis(), true, true);
    }
  }

  /**
   * An interval join with its bounds.
   *
   * @param <IN1> type of the left records
   * @param <IN2> type of the right records
   * @param <KEY> type of the keys
   */
  public static class IntervalJoined<IN1, IN2, KEY> {
    final KeyedStream<IN1, KEY> left;
    final KeyedStream<IN2, KEY> right;
    final long lowerBoundMillis;
    final long upperBoundMillis;
    boolean lowerBoundInclusive;
    boolean upperBoundInclusive;
    OutputTag<IN1> leftLateTag;
    OutputTag<IN2> rightLateTag;

    IntervalJoined(
        KeyedStream<IN1, KEY> left,
        KeyedStream<IN2, KEY> right,
        long lowerBoundMillis,
        long upperBoundMillis,
        boolean lowerBoundInclusive,
        boolean upperBoundInclusive) {
      if (lowerBoundMillis > upperBoundMillis) {
        throw new InvalidProgramException(
            "the lower bound of the interval join, "
                + lowerBoundMillis
                + " ms, is above the upper bound, "
                + upperBoundMillis
                + " ms");
      }
      this.left = left;
      this.right = right;
      this.lowerBoundMillis = lowerBoundMillis;
      this.upperBoundMillis = upperBoundMillis;
      this.lowerBoundInclusive = lowerBoundInclusive;
      this.upperBoundInclusive = upperBoundInclusive;
    }

    public IntervalJoined<IN1, IN2, KEY> upperBoundExclusive() {
      upperBoundInclusive = false;
      return this;
    }

    public IntervalJoined<IN1, IN2, KEY> lowerBoundExclusive() {
      lowerBoundInclusive = false;
      return this;
    }

    /** Where left records go that come after the watermark. */
    public IntervalJoined<IN1, IN2, KEY> sideOutputLeftLateData(OutputTag<IN1> outputTag) {
      leftLateTag = left.environment.clean(outputTag);
      return this;
    }

    /** Where right records go that come after the watermark. */
    public IntervalJoined<IN1, IN2, KEY> sideOutputRightLateData(OutputTag<IN2> outputTag) {
      rightLateTag = right.environment.clean(outputTag);
      return this;
    }

    public <OUT> SingleOutputStreamOperator<OUT> process(
        ProcessJoinFunction<IN1, IN2, OUT> processJoinFunction) {
      ProcessJoinFunction<IN1, IN2, OUT> function = left.environment.clean(processJoinFunction);
      return process(
          function,
          Inferred.binary(
              function, ProcessJoinFunction.class, 0, 1, 2, null, left.getType(), right.getType()));
    }

    public <OUT> SingleOutputStreamOperator<OUT> process(
        ProcessJoinFunction<IN1, IN2, OUT> processJoinFunction, TypeInformation<OUT> outputType) {
      return process(left.environment.clean(processJoinFunction), Inferred.of(outputType));
    }

    private <OUT> SingleOutputStreamOperator<OUT> process(
        ProcessJoinFunction<IN1, IN2, OUT> function, Inferred<OUT> type) {
      return left.add(StreamOperators.intervalJoin(this, function, type));
    }

    List<KeyedStream<?, KEY>> inputs() {
      return List.of(left, right);
    }
  }
}
