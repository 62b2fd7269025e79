// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream;

import io.flyshuttle.core.function.AggregateFunction;
import io.flyshuttle.core.function.FoldFunction;
import io.flyshuttle.core.function.KeySelector;
import io.flyshuttle.core.function.ReduceFunction;
import io.flyshuttle.core.function.rich.RichFunction;
import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.job.InvalidProgramException;
import io.flyshuttle.core.operator.OperatorFactory;
import io.flyshuttle.core.serialize.basic.LongSerializer;
import io.flyshuttle.core.serialize.composite.TupleSerializer;
import io.flyshuttle.core.state.AggregatingStateDescriptor;
import io.flyshuttle.core.state.AppendingState;
import io.flyshuttle.core.state.FoldingStateDescriptor;
import io.flyshuttle.core.state.ListStateDescriptor;
import io.flyshuttle.core.state.ReducingStateDescriptor;
import io.flyshuttle.core.state.StateDescriptor;
import io.flyshuttle.core.stream.window.Window;
import io.flyshuttle.core.stream.window.assigner.MergingWindowAssigner;
import io.flyshuttle.core.stream.window.assigner.WindowAssigner;
import io.flyshuttle.core.stream.window.evictor.Evictor;
import io.flyshuttle.core.stream.window.trigger.Trigger;
import io.flyshuttle.core.time.OutputTag;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.operators.window.SliceWindows;
import io.flyshuttle.operators.window.WindowCall;
import io.flyshuttle.operators.window.WindowCalls;
import io.flyshuttle.operators.window.WindowOperator;
import io.flyshuttle.operators.window.WindowSpec;
import java.util.Optional;
import java.util.function.Function;

/**
 * A window over a stream as the user has described it so far; keyed windows and windows over all
 * records differ in their key only.
 *
 * @param <T> type of the records
 * @param <K> type of the keys
 * @param <W> type of the windows
 */
final class WindowPlan<T, K, W extends Window> {
  final DataStream<T> input;
  private final KeySelector<T, K> keySelector;
  private final TypeInformation<K> keyType;
  private final boolean all;
  private final WindowAssigner<? super T, W> assigner;
  private Trigger<? super T, ? super W> trigger;
  private boolean defaultTrigger = true;
  private Evictor<? super T, ? super W> evictor;
  private long allowedLatenessMillis;
  private OutputTag<T> lateTag;

  WindowPlan(
      DataStream<T> input,
      KeySelector<T, K> keySelector,
      TypeInformation<K> keyType,
      boolean all,
      WindowAssigner<? super T, W> assigner) {
    this.input = input;
    this.keySelector = keySelector;
    this.keyType = keyType;
    this.all = all;
    this.assigner = assigner;
    this.trigger = assigner.getDefaultTrigger();
  }

  void trigger(Trigger<? super T, ? super W> newTrigger) {
    if (assigner instanceof MergingWindowAssigner && !newTrigger.canMerge()) {
      throw new InvalidProgramException(
          "the trigger "
              + newTrigger
              + " does not support windows that merge, such as those of "
              + assigner);
    }
    this.trigger = input.environment.clean(newTrigger);
    this.defaultTrigger = false;
  }

  void evictor(Evictor<? super T, ? super W> newEvictor) {
    this.evictor = input.environment.clean(newEvictor);
  }

  void allowedLateness(long millis) {
    if (millis < 0) {
      throw new InvalidProgramException(
          "the allowed lateness is " + millis + " ms; it cannot be negative");
    }
    this.allowedLatenessMillis = millis;
  }

  void sideOutputLateData(OutputTag<T> tag) {
    this.lateTag = input.environment.clean(tag);
  }

  /** Each result is a reduction of the window's records, handed to {@code call}. */
  <R> SingleOutputStreamOperator<R> reduce(
      ReduceFunction<T> function, WindowCall<K, W, T, R> call, Inferred<R> type, String name) {
    refuseRich(function, "reduce");
    if (evictor != null) {
      return evicting(
          config -> WindowCalls.reducing(function, serializer(config), call), type, name);
    }
    return add(
        name,
        type,
        config -> {
          TypeSerializer<T> serializer = serializer(config);
          return slices()
              .map(slices -> slices.reducing(function, serializer, call))
              .orElseGet(
                  () ->
                      plain(
                          new ReducingStateDescriptor<>("window-contents", function, serializer),
                          call,
                          config));
        });
  }

  /** Each result is an aggregate of the window's records, handed to {@code call}. */
  <A, V, R> SingleOutputStreamOperator<R> aggregate(
      AggregateFunction<T, A, V> function,
      TypeInformation<A> accumulatorType,
      WindowCall<K, W, V, R> call,
      Inferred<R> type,
      String name) {
    refuseRich(function, "aggregate");
    if (evictor != null) {
      return evicting(config -> WindowCalls.aggregating(function, call), type, name);
    }
    return add(
        name,
        type,
        config -> {
          TypeSerializer<A> serializer = accumulatorType.createSerializer(config);
          return slices()
              .map(slices -> slices.aggregating(function, serializer, call))
              .orElseGet(
                  () ->
                      plain(
                          new AggregatingStateDescriptor<>("window-contents", function, serializer),
                          call,
                          config));
        });
  }

  /** Each result is the window's records folded into an initial value. */
  <A> SingleOutputStreamOperator<A> fold(
      A initialValue, FoldFunction<T, A> function, Inferred<A> type) {
    refuseRich(function, "fold");
    if (evictor != null || assigner instanceof MergingWindowAssigner) {
      throw new InvalidProgramException(
          "fold works neither with an evictor nor with windows that merge; use aggregate");
    }
    return add(
        "Window: fold",
        type,
        config ->
            plain(
                new FoldingStateDescriptor<>(
                    "window-contents",
                    initialValue,
                    function,
                    type.type().createSerializer(config)),
                WindowCalls.emit(),
                config));
  }

  /** The function sees all records of the window. */
  <R> SingleOutputStreamOperator<R> list(
      WindowCall<K, W, Iterable<T>, R> call, Inferred<R> type, String name) {
    if (evictor != null) {
      return evicting(config -> call, type, name);
    }
    return add(
        name,
        type,
        config ->
            plain(new ListStateDescriptor<>("window-contents", serializer(config)), call, config));
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private <R> SingleOutputStreamOperator<R> evicting(
      Function<ExecutionConfig, WindowCall<K, W, Iterable<T>, R>> call,
      Inferred<R> type,
      String name) {
    return add(
        name,
        type,
        config -> {
          TypeSerializer<?>[] fields = {LongSerializer.INSTANCE, serializer(config)};
          TypeSerializer<Tuple2<Long, T>> timestamped =
              new TupleSerializer<>((Class<Tuple2<Long, T>>) (Class) Tuple2.class, fields);
          return plain(
              new ListStateDescriptor<>("window-contents", timestamped),
              call.apply(config),
              config);
        });
  }

  private TypeSerializer<T> serializer(ExecutionConfig config) {
    return input.getType().createSerializer(config);
  }

  private OperatorFactory plain(
      StateDescriptor<? extends AppendingState<?, ?>, ?> content,
      WindowCall<K, W, ?, ?> call,
      ExecutionConfig config) {
    return WindowOperator.factory(
        new WindowSpec<>(
            keySelector,
            keyType.createSerializer(config),
            assigner,
            assigner.getWindowSerializer(config),
            trigger,
            evictor,
            content,
            call,
            allowedLatenessMillis,
            lateTag == null ? "" : lateTag.getId()));
  }

  /** Slices, where windows are aligned, fire once and take no records after that. */
  private Optional<SliceWindows<T, K>> slices() {
    if (!defaultTrigger || allowedLatenessMillis > 0) {
      return Optional.empty();
    }
    return SliceWindows.of(
        assigner,
        keySelector,
        keyType.createSerializer(input.getExecutionConfig()),
        lateTag == null ? "" : lateTag.getId());
  }

  private <R> SingleOutputStreamOperator<R> add(
      String name, Inferred<R> type, OperatorMaker maker) {
    Transformation<R> transformation =
        StreamOperators.of(name, type, maker)
            .input(0, input.flows(), input.getType())
            .detail("windows: " + assigner)
            .detail("trigger: " + trigger);
    if (all) {
      transformation.nonParallel();
    }
    return input.add(transformation);
  }

  private static void refuseRich(Object function, String operation) {
    if (function instanceof RichFunction) {
      throw new InvalidProgramException(
          "the function of a window's "
              + operation
              + " must not be a rich function: "
              + function.getClass().getName()
              + "; use a process function beside it where state or the runtime context is needed");
    }
  }
}
