// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream;

import io.flyshuttle.core.extract.TypeExtractor;
import io.flyshuttle.core.function.AggregateFunction;
import io.flyshuttle.core.function.FoldFunction;
import io.flyshuttle.core.function.ReduceFunction;
import io.flyshuttle.core.stream.window.AllWindowFunction;
import io.flyshuttle.core.stream.window.ProcessAllWindowFunction;
import io.flyshuttle.core.stream.window.Window;
import io.flyshuttle.core.stream.window.assigner.WindowAssigner;
import io.flyshuttle.core.stream.window.evictor.Evictor;
import io.flyshuttle.core.stream.window.trigger.Trigger;
import io.flyshuttle.core.time.OutputTag;
import io.flyshuttle.core.time.Time;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.typeinfo.BasicTypeInfo;
import io.flyshuttle.operators.stream.Aggregate;
import io.flyshuttle.operators.window.WindowCalls;
import java.time.Duration;

/**
 * All records, grouped by window, in one subtask.
 *
 * @param <T> type of the records
 * @param <W> type of the windows
 */
public class AllWindowedStream<T, W extends Window> {
  private final WindowPlan<T, Byte, W> plan;

  AllWindowedStream(DataStream<T> input, WindowAssigner<? super T, W> assigner) {
    this.plan =
        new WindowPlan<>(input, new ConstantKey<>(), BasicTypeInfo.BYTE_TYPE_INFO, true, assigner);
  }

  public StreamExecutionEnvironment getExecutionEnvironment() {
    return plan.input.environment;
  }

  public TypeInformation<T> getInputType() {
    return plan.input.getType();
  }

  // ------------------------------------------------------------------ settings

  /** When windows fire; without one, the assigner's own trigger says. */
  public AllWindowedStream<T, W> trigger(Trigger<? super T, ? super W> trigger) {
    plan.trigger(trigger);
    return this;
  }

  /** Which records are left out; makes the window keep all its records. */
  public AllWindowedStream<T, W> evictor(Evictor<? super T, ? super W> evictor) {
    plan.evictor(evictor);
    return this;
  }

  @Deprecated
  public AllWindowedStream<T, W> allowedLateness(Time lateness) {
    return allowedLateness(lateness.toDuration());
  }

  /** How long after its end, in event time, a window takes records and fires again. */
  public AllWindowedStream<T, W> allowedLateness(Duration lateness) {
    plan.allowedLateness(lateness.toMillis());
    return this;
  }

  /** Where records go that come too late; without it they are dropped. */
  public AllWindowedStream<T, W> sideOutputLateData(OutputTag<T> outputTag) {
    plan.sideOutputLateData(outputTag);
    return this;
  }

  // ------------------------------------------------------------------ reduce

  public SingleOutputStreamOperator<T> reduce(ReduceFunction<T> function) {
    return plan.reduce(
        clean(function), WindowCalls.emit(), Inferred.of(getInputType()), "AllWindow: reduce");
  }

  /** The function sees the reduction of the window's records. */
  public <R> SingleOutputStreamOperator<R> reduce(
      ReduceFunction<T> reduceFunction, AllWindowFunction<T, R, W> function) {
    AllWindowFunction<T, R, W> cleaned = clean(function);
    return reduceWith(
        reduceFunction,
        cleaned,
        Inferred.<R>unary(
            cleaned, AllWindowFunction.class, 0, 1, new int[] {2, 0}, getInputType()));
  }

  public <R> SingleOutputStreamOperator<R> reduce(
      ReduceFunction<T> reduceFunction,
      AllWindowFunction<T, R, W> function,
      TypeInformation<R> resultType) {
    return reduceWith(reduceFunction, clean(function), Inferred.of(resultType));
  }

  private <R> SingleOutputStreamOperator<R> reduceWith(
      ReduceFunction<T> reducer, AllWindowFunction<T, R, W> function, Inferred<R> type) {
    return plan.reduce(
        clean(reducer), WindowCalls.single(WindowCalls.of(function)), type, "AllWindow: reduce");
  }

  /** The function sees the reduction of the window's records. */
  public <R> SingleOutputStreamOperator<R> reduce(
      ReduceFunction<T> reduceFunction, ProcessAllWindowFunction<T, R, W> function) {
    ProcessAllWindowFunction<T, R, W> cleaned = clean(function);
    return reduceWith(
        reduceFunction,
        cleaned,
        Inferred.<R>unary(cleaned, ProcessAllWindowFunction.class, 0, 1, null, getInputType()));
  }

  public <R> SingleOutputStreamOperator<R> reduce(
      ReduceFunction<T> reduceFunction,
      ProcessAllWindowFunction<T, R, W> function,
      TypeInformation<R> resultType) {
    return reduceWith(reduceFunction, clean(function), Inferred.of(resultType));
  }

  private <R> SingleOutputStreamOperator<R> reduceWith(
      ReduceFunction<T> reducer, ProcessAllWindowFunction<T, R, W> function, Inferred<R> type) {
    return plan.reduce(
        clean(reducer), WindowCalls.single(WindowCalls.of(function)), type, "AllWindow: reduce");
  }

  // ------------------------------------------------------------------ aggregate

  public <ACC, R> SingleOutputStreamOperator<R> aggregate(AggregateFunction<T, ACC, R> function) {
    AggregateFunction<T, ACC, R> cleaned = clean(function);
    return plan.aggregate(
        cleaned,
        accumulatorType(cleaned),
        WindowCalls.emit(),
        resultType(cleaned),
        "AllWindow: aggregate");
  }

  public <ACC, R> SingleOutputStreamOperator<R> aggregate(
      AggregateFunction<T, ACC, R> function,
      TypeInformation<ACC> accumulatorType,
      TypeInformation<R> resultType) {
    return plan.aggregate(
        clean(function),
        accumulatorType,
        WindowCalls.emit(),
        Inferred.of(resultType),
        "AllWindow: aggregate");
  }

  /** The function sees the aggregate of the window's records. */
  public <ACC, V, R> SingleOutputStreamOperator<R> aggregate(
      AggregateFunction<T, ACC, V> aggregateFunction, AllWindowFunction<V, R, W> windowFunction) {
    AggregateFunction<T, ACC, V> aggregator = clean(aggregateFunction);
    AllWindowFunction<V, R, W> cleaned = clean(windowFunction);
    return aggregateWith(
        aggregator,
        accumulatorType(aggregator),
        cleaned,
        Inferred.<R>unary(
            cleaned,
            AllWindowFunction.class,
            0,
            1,
            new int[] {2, 0},
            resultType(aggregator).type()));
  }

  public <ACC, V, R> SingleOutputStreamOperator<R> aggregate(
      AggregateFunction<T, ACC, V> aggregateFunction,
      AllWindowFunction<V, R, W> windowFunction,
      TypeInformation<ACC> accumulatorType,
      TypeInformation<R> resultType) {
    return aggregateWith(
        clean(aggregateFunction), accumulatorType, clean(windowFunction), Inferred.of(resultType));
  }

  private <ACC, V, R> SingleOutputStreamOperator<R> aggregateWith(
      AggregateFunction<T, ACC, V> aggregator,
      TypeInformation<ACC> accumulatorType,
      AllWindowFunction<V, R, W> function,
      Inferred<R> type) {
    return plan.aggregate(
        aggregator,
        accumulatorType,
        WindowCalls.single(WindowCalls.of(function)),
        type,
        "AllWindow: aggregate");
  }

  /** The function sees the aggregate of the window's records. */
  public <ACC, V, R> SingleOutputStreamOperator<R> aggregate(
      AggregateFunction<T, ACC, V> aggregateFunction,
      ProcessAllWindowFunction<V, R, W> windowFunction) {
    AggregateFunction<T, ACC, V> aggregator = clean(aggregateFunction);
    ProcessAllWindowFunction<V, R, W> cleaned = clean(windowFunction);
    return aggregateWith(
        aggregator,
        accumulatorType(aggregator),
        cleaned,
        Inferred.<R>unary(
            cleaned, ProcessAllWindowFunction.class, 0, 1, null, resultType(aggregator).type()));
  }

  public <ACC, V, R> SingleOutputStreamOperator<R> aggregate(
      AggregateFunction<T, ACC, V> aggregateFunction,
      ProcessAllWindowFunction<V, R, W> windowFunction,
      TypeInformation<ACC> accumulatorType,
      TypeInformation<V> aggregateResultType,
      TypeInformation<R> resultType) {
    return aggregateWith(
        clean(aggregateFunction), accumulatorType, clean(windowFunction), Inferred.of(resultType));
  }

  private <ACC, V, R> SingleOutputStreamOperator<R> aggregateWith(
      AggregateFunction<T, ACC, V> aggregator,
      TypeInformation<ACC> accumulatorType,
      ProcessAllWindowFunction<V, R, W> function,
      Inferred<R> type) {
    return plan.aggregate(
        aggregator,
        accumulatorType,
        WindowCalls.single(WindowCalls.of(function)),
        type,
        "AllWindow: aggregate");
  }

  private <ACC> TypeInformation<ACC> accumulatorType(AggregateFunction<T, ACC, ?> function) {
    return TypeExtractor.getAggregateFunctionAccumulatorType(function, getInputType(), null, false);
  }

  private <R> Inferred<R> resultType(AggregateFunction<T, ?, R> function) {
    return Inferred.from(
        () -> TypeExtractor.getAggregateFunctionReturnType(function, getInputType(), null, false));
  }

  // ------------------------------------------------------------------ all records of a window

  public <R> SingleOutputStreamOperator<R> apply(AllWindowFunction<T, R, W> function) {
    AllWindowFunction<T, R, W> cleaned = clean(function);
    return plan.list(
        WindowCalls.of(cleaned),
        Inferred.<R>unary(cleaned, AllWindowFunction.class, 0, 1, new int[] {2, 0}, getInputType()),
        "AllWindow: apply");
  }

  public <R> SingleOutputStreamOperator<R> apply(
      AllWindowFunction<T, R, W> function, TypeInformation<R> resultType) {
    return plan.list(WindowCalls.of(clean(function)), Inferred.of(resultType), "AllWindow: apply");
  }

  /** As {@link #reduce(ReduceFunction, AllWindowFunction)}. */
  @Deprecated
  public <R> SingleOutputStreamOperator<R> apply(
      ReduceFunction<T> reduceFunction, AllWindowFunction<T, R, W> function) {
    return reduce(reduceFunction, function);
  }

  @Deprecated
  public <R> SingleOutputStreamOperator<R> apply(
      ReduceFunction<T> reduceFunction,
      AllWindowFunction<T, R, W> function,
      TypeInformation<R> resultType) {
    return reduce(reduceFunction, function, resultType);
  }

  public <R> SingleOutputStreamOperator<R> process(ProcessAllWindowFunction<T, R, W> function) {
    ProcessAllWindowFunction<T, R, W> cleaned = clean(function);
    return plan.list(
        WindowCalls.of(cleaned),
        Inferred.<R>unary(cleaned, ProcessAllWindowFunction.class, 0, 1, null, getInputType()),
        "AllWindow: process");
  }

  public <R> SingleOutputStreamOperator<R> process(
      ProcessAllWindowFunction<T, R, W> function, TypeInformation<R> resultType) {
    return plan.list(
        WindowCalls.of(clean(function)), Inferred.of(resultType), "AllWindow: process");
  }

  /** The window's records folded into an initial value, one after the other. */
  @Deprecated
  public <ACC> SingleOutputStreamOperator<ACC> fold(
      ACC initialValue, FoldFunction<T, ACC> function) {
    FoldFunction<T, ACC> cleaned = clean(function);
    return plan.fold(
        initialValue,
        cleaned,
        Inferred.of(TypeExtractor.getFoldReturnTypes(cleaned, getInputType(), null, false)));
  }

  @Deprecated
  public <ACC> SingleOutputStreamOperator<ACC> fold(
      ACC initialValue, FoldFunction<T, ACC> function, TypeInformation<ACC> resultType) {
    return plan.fold(initialValue, clean(function), Inferred.of(resultType));
  }

  // ------------------------------------------------------------------ running aggregates

  /** The first record of the window, with the sum of the field. */
  public SingleOutputStreamOperator<T> sum(int position) {
    return aggregate(Aggregate.sum(plan.input.getType(), position));
  }

  public SingleOutputStreamOperator<T> sum(String field) {
    return aggregate(Aggregate.sum(plan.input.getType(), field));
  }

  /** The first record of the window, with the least value of the field. */
  public SingleOutputStreamOperator<T> min(int position) {
    return aggregate(Aggregate.min(plan.input.getType(), position));
  }

  public SingleOutputStreamOperator<T> min(String field) {
    return aggregate(Aggregate.min(plan.input.getType(), field));
  }

  /** The first record of the window, with the greatest value of the field. */
  public SingleOutputStreamOperator<T> max(int position) {
    return aggregate(Aggregate.max(plan.input.getType(), position));
  }

  public SingleOutputStreamOperator<T> max(String field) {
    return aggregate(Aggregate.max(plan.input.getType(), field));
  }

  /** The record of the window with the least value; of equal ones the first. */
  public SingleOutputStreamOperator<T> minBy(int position) {
    return minBy(position, true);
  }

  public SingleOutputStreamOperator<T> minBy(String field) {
    return minBy(field, true);
  }

  public SingleOutputStreamOperator<T> minBy(int position, boolean first) {
    return aggregate(Aggregate.minBy(plan.input.getType(), position, first));
  }

  public SingleOutputStreamOperator<T> minBy(String field, boolean first) {
    return aggregate(Aggregate.minBy(plan.input.getType(), field, first));
  }

  /** The record of the window with the greatest value; of equal ones the first. */
  public SingleOutputStreamOperator<T> maxBy(int position) {
    return maxBy(position, true);
  }

  public SingleOutputStreamOperator<T> maxBy(String field) {
    return maxBy(field, true);
  }

  public SingleOutputStreamOperator<T> maxBy(int position, boolean first) {
    return aggregate(Aggregate.maxBy(plan.input.getType(), position, first));
  }

  public SingleOutputStreamOperator<T> maxBy(String field, boolean first) {
    return aggregate(Aggregate.maxBy(plan.input.getType(), field, first));
  }

  private SingleOutputStreamOperator<T> aggregate(Aggregate<T> aggregate) {
    return plan.reduce(
        aggregate, WindowCalls.emit(), Inferred.of(getInputType()), "AllWindow: " + aggregate);
  }

  private <F> F clean(F function) {
    return plan.input.environment.clean(function);
  }
}
