// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.aggregate;

import io.flyshuttle.core.function.KeySelector;
import io.flyshuttle.core.function.MapFunction;
import io.flyshuttle.core.function.ReduceFunction;
import io.flyshuttle.core.function.rich.AbstractRichFunction;
import io.flyshuttle.core.function.rich.OpenContext;
import io.flyshuttle.core.function.rich.RichFunction;
import io.flyshuttle.core.tuple.Tuple2;

/**
 * Reduces records that travel with the key a selector took of them: the key of a reduced record
 * stays that of its group, whatever the selector would say of it.
 *
 * @param <K> type of the key
 * @param <T> type of the records
 */
public final class KeyedReduce<K, T> extends AbstractRichFunction
    implements ReduceFunction<Tuple2<K, T>> {
  private static final long serialVersionUID = 1L;

  private final ReduceFunction<T> function;

  public KeyedReduce(ReduceFunction<T> function) {
    this.function = function;
  }

  @Override
  public void open(OpenContext openContext) throws Exception {
    if (function instanceof RichFunction rich) {
      rich.setRuntimeContext(getRuntimeContext());
      rich.open(openContext);
    }
  }

  @Override
  public Tuple2<K, T> reduce(Tuple2<K, T> first, Tuple2<K, T> second) throws Exception {
    return new Tuple2<>(first.f0, function.reduce(first.f1, second.f1));
  }

  @Override
  public void close() throws Exception {
    if (function instanceof RichFunction rich) {
      rich.close();
    }
  }

  /** Puts the key before the record. */
  public record WithKey<K, T>(KeySelector<T, K> selector) implements MapFunction<T, Tuple2<K, T>> {
    @Override
    public Tuple2<K, T> map(T value) throws Exception {
      return new Tuple2<>(selector.getKey(value), value);
    }
  }

  /** Drops the key again. */
  public record WithoutKey<K, T>() implements MapFunction<Tuple2<K, T>, T> {
    @Override
    public T map(Tuple2<K, T> value) {
      return value.f1;
    }
  }
}
