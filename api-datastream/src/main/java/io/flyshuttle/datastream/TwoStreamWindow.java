// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream;

import io.flyshuttle.core.function.KeySelector;
import io.flyshuttle.core.function.MapFunction;
import io.flyshuttle.core.operator.OperatorFactory;
import io.flyshuttle.core.stream.window.Window;
import io.flyshuttle.core.stream.window.WindowFunction;
import io.flyshuttle.core.stream.window.assigner.WindowAssigner;
import io.flyshuttle.core.stream.window.evictor.Evictor;
import io.flyshuttle.core.stream.window.trigger.Trigger;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.typeinfo.EitherTypeInfo;
import io.flyshuttle.core.value.Either;
import io.flyshuttle.operators.function.UserFunction;
import io.flyshuttle.operators.map.Mapper;
import java.time.Duration;

/**
 * A window over two streams: one over the union of both, in which each record says which stream it
 * is from.
 */
final class TwoStreamWindow<T1, T2, K, W extends Window> {
  private final DataStream<T1> input1;
  private final DataStream<T2> input2;
  private final KeySelector<T1, K> key1;
  private final KeySelector<T2, K> key2;
  private final TypeInformation<K> keyType;
  private final WindowAssigner<? super Either<T1, T2>, W> assigner;
  private Trigger<? super Either<T1, T2>, ? super W> trigger;
  private Evictor<? super Either<T1, T2>, ? super W> evictor;
  private long allowedLatenessMillis;

  TwoStreamWindow(
      DataStream<T1> input1,
      DataStream<T2> input2,
      KeySelector<T1, K> key1,
      KeySelector<T2, K> key2,
      TypeInformation<K> keyType,
      WindowAssigner<? super Either<T1, T2>, W> assigner) {
    this.input1 = input1;
    this.input2 = input2;
    this.key1 = key1;
    this.key2 = key2;
    this.keyType = keyType;
    this.assigner = assigner;
  }

  void trigger(Trigger<? super Either<T1, T2>, ? super W> newTrigger) {
    this.trigger = newTrigger;
  }

  void evictor(Evictor<? super Either<T1, T2>, ? super W> newEvictor) {
    this.evictor = newEvictor;
  }

  void allowedLateness(long millis) {
    this.allowedLatenessMillis = millis;
  }

  TypeInformation<T1> type1() {
    return input1.getType();
  }

  TypeInformation<T2> type2() {
    return input2.getType();
  }

  <F> F clean(F function) {
    return input1.environment.clean(function);
  }

  <R> SingleOutputStreamOperator<R> apply(
      WindowFunction<Either<T1, T2>, R, K, W> function, Inferred<R> type, String name) {
    TypeInformation<Either<T1, T2>> union = new EitherTypeInfo<>(type1(), type2());
    MapFunction<T1, Either<T1, T2>> toLeft = Either::Left;
    MapFunction<T2, Either<T1, T2>> toRight = Either::Right;
    DataStream<Either<T1, T2>> left = tagged(input1, union, toLeft);
    DataStream<Either<T1, T2>> right = tagged(input2, union, toRight);
    KeySelector<T1, K> first = key1;
    KeySelector<T2, K> second = key2;
    KeySelector<Either<T1, T2>, K> key =
        record -> record.isLeft() ? first.getKey(record.left()) : second.getKey(record.right());
    WindowedStream<Either<T1, T2>, K, W> window =
        new WindowedStream<>(new KeyedStream<>(left.union(right), key, keyType), assigner);
    window.allowedLateness(Duration.ofMillis(allowedLatenessMillis));
    if (trigger != null) {
      window.trigger(trigger);
    }
    if (evictor != null) {
      window.evictor(evictor);
    }
    return window.applyNamed(function, type, name);
  }

  private static <T, U> DataStream<U> tagged(
      DataStream<T> input, TypeInformation<U> union, MapFunction<T, U> tag) {
    OperatorFactory factory = Mapper.factory(UserFunction.of(tag));
    Transformation<U> tagger =
        StreamOperators.of("Tag", Inferred.of(union), config -> factory)
            .input(0, input.flows(), input.getType())
            .keepsInput(false);
    // the tagger must run where its input does: a different parallelism would mix the order
    tagger.parallelismOf(input.getTransformation());
    return input.add(tagger);
  }
}
