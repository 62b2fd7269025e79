// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.window;

import io.flyshuttle.core.function.AggregateFunction;
import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.function.ReduceFunction;
import io.flyshuttle.core.function.rich.RuntimeContext;
import io.flyshuttle.core.state.KeyedStateStore;
import io.flyshuttle.core.stream.window.AllWindowFunction;
import io.flyshuttle.core.stream.window.ProcessAllWindowFunction;
import io.flyshuttle.core.stream.window.ProcessWindowFunction;
import io.flyshuttle.core.stream.window.Window;
import io.flyshuttle.core.stream.window.WindowFunction;
import io.flyshuttle.core.time.OutputTag;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.operators.function.UserFunction;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;

/** The ways in which the content of a window reaches the user's function. */
public final class WindowCalls {
  private WindowCalls() {}

  /** The content is the result. */
  public static <K, W extends Window, C> WindowCall<K, W, C, C> emit() {
    return new Emit<>();
  }

  /** The content is an iterable, for a function by key. */
  public static <K, W extends Window, T, R> WindowCall<K, W, Iterable<T>, R> of(
      WindowFunction<T, R, K, W> function) {
    return new Keyed<>(UserFunction.of(function));
  }

  /** The content is an iterable, for a function without key. */
  public static <K, W extends Window, T, R> WindowCall<K, W, Iterable<T>, R> of(
      AllWindowFunction<T, R, W> function) {
    return new All<>(UserFunction.of(function));
  }

  /** The content is an iterable, for a function by key with state. */
  public static <K, W extends Window, T, R> WindowCall<K, W, Iterable<T>, R> of(
      ProcessWindowFunction<T, R, K, W> function) {
    return new KeyedProcess<>(UserFunction.of(function));
  }

  /** The content is an iterable, for a function without key with state. */
  public static <K, W extends Window, T, R> WindowCall<K, W, Iterable<T>, R> of(
      ProcessAllWindowFunction<T, R, W> function) {
    return new AllProcess<>(UserFunction.of(function));
  }

  /** The content is one result, which the function sees as an iterable of one. */
  public static <K, W extends Window, C, R> WindowCall<K, W, C, R> single(
      WindowCall<K, W, Iterable<C>, R> call) {
    return new Prepared<>(call, List::of);
  }

  /** The content is an iterable of records, of which the function sees the reduction. */
  public static <K, W extends Window, T, R> WindowCall<K, W, Iterable<T>, R> reducing(
      ReduceFunction<T> reducer, TypeSerializer<T> serializer, WindowCall<K, W, T, R> call) {
    return new Prepared<>(
        call,
        records -> {
          Iterator<T> iterator = records.iterator();
          if (!iterator.hasNext()) {
            return null;
          }
          // the record stays in the window, and the function may change its first argument
          T result = serializer.copy(iterator.next());
          while (iterator.hasNext()) {
            result = reducer.reduce(result, iterator.next());
          }
          return result;
        });
  }

  /** The content is an iterable of records, of which the function sees the aggregate. */
  public static <K, W extends Window, T, A, V, R> WindowCall<K, W, Iterable<T>, R> aggregating(
      AggregateFunction<T, A, V> aggregator, WindowCall<K, W, V, R> call) {
    return new Prepared<>(
        call,
        records -> {
          A accumulator = aggregator.createAccumulator();
          for (T record : records) {
            accumulator = aggregator.add(record, accumulator);
          }
          return aggregator.getResult(accumulator);
        });
  }

  /** Brings content into the form a call takes; null if there is nothing to call for. */
  @FunctionalInterface
  private interface Preparation<C, D> extends Serializable {
    D prepare(C content) throws Exception;
  }

  private record Prepared<K, W extends Window, C, D, R>(
      WindowCall<K, W, D, R> call, Preparation<C, D> preparation)
      implements WindowCall<K, W, C, R> {
    @Override
    public void open(RuntimeContext context, WindowStores<W> stores) throws Exception {
      call.open(context, stores);
    }

    @Override
    public void call(K key, W window, C content, Collector<R> out) throws Exception {
      D prepared = preparation.prepare(content);
      if (prepared != null) {
        call.call(key, window, prepared, out);
      }
    }

    @Override
    public void clear(W window) throws Exception {
      call.clear(window);
    }

    @Override
    public void close() throws Exception {
      call.close();
    }
  }

  private record Emit<K, W extends Window, C>() implements WindowCall<K, W, C, C> {
    @Override
    public void open(RuntimeContext context, WindowStores<W> stores) {
      // there is no function
    }

    @Override
    public void call(K key, W window, C content, Collector<C> out) {
      out.collect(content);
    }

    @Override
    public void clear(W window) {
      // there is no function
    }

    @Override
    public void close() {
      // there is no function
    }
  }

  private record Keyed<K, W extends Window, T, R>(UserFunction<WindowFunction<T, R, K, W>> function)
      implements WindowCall<K, W, Iterable<T>, R> {
    @Override
    public void open(RuntimeContext context, WindowStores<W> stores) throws Exception {
      function.open(context);
    }

    @Override
    public void call(K key, W window, Iterable<T> content, Collector<R> out) throws Exception {
      function.function().apply(key, window, content, out);
    }

    @Override
    public void clear(W window) {
      // a window function keeps nothing
    }

    @Override
    public void close() throws Exception {
      function.close();
    }
  }

  private record All<K, W extends Window, T, R>(UserFunction<AllWindowFunction<T, R, W>> function)
      implements WindowCall<K, W, Iterable<T>, R> {
    @Override
    public void open(RuntimeContext context, WindowStores<W> stores) throws Exception {
      function.open(context);
    }

    @Override
    public void call(K key, W window, Iterable<T> content, Collector<R> out) throws Exception {
      function.function().apply(window, content, out);
    }

    @Override
    public void clear(W window) {
      // a window function keeps nothing
    }

    @Override
    public void close() throws Exception {
      function.close();
    }
  }

  private static final class KeyedProcess<K, W extends Window, T, R>
      implements WindowCall<K, W, Iterable<T>, R> {
    private static final long serialVersionUID = 1L;

    private final UserFunction<ProcessWindowFunction<T, R, K, W>> function;
    private transient FunctionContext context;

    KeyedProcess(UserFunction<ProcessWindowFunction<T, R, K, W>> function) {
      this.function = function;
    }

    @Override
    public void open(RuntimeContext runtimeContext, WindowStores<W> stores) throws Exception {
      context = new FunctionContext(function.open(runtimeContext), stores);
    }

    @Override
    public void call(K key, W window, Iterable<T> content, Collector<R> out) throws Exception {
      context.window = window;
      function.function().process(key, context, content, out);
    }

    @Override
    public void clear(W window) throws Exception {
      context.window = window;
      function.function().clear(context);
    }

    @Override
    public void close() throws Exception {
      function.close();
    }

    private final class FunctionContext extends ProcessWindowFunction<T, R, K, W>.Context {
      private final WindowStores<W> stores;
      private W window;

      FunctionContext(ProcessWindowFunction<T, R, K, W> function, WindowStores<W> stores) {
        function.super();
        this.stores = stores;
      }

      @Override
      public W window() {
        return window;
      }

      @Override
      public long currentProcessingTime() {
        return stores.currentProcessingTime();
      }

      @Override
      public long currentWatermark() {
        return stores.currentWatermark();
      }

      @Override
      public KeyedStateStore windowState() {
        return stores.windowState(window);
      }

      @Override
      public KeyedStateStore globalState() {
        return stores.globalState();
      }

      @Override
      public <X> void output(OutputTag<X> outputTag, X value) {
        stores.output(outputTag, value, window);
      }
    }
  }

  private static final class AllProcess<K, W extends Window, T, R>
      implements WindowCall<K, W, Iterable<T>, R> {
    private static final long serialVersionUID = 1L;

    private final UserFunction<ProcessAllWindowFunction<T, R, W>> function;
    private transient FunctionContext context;

    AllProcess(UserFunction<ProcessAllWindowFunction<T, R, W>> function) {
      this.function = function;
    }

    @Override
    public void open(RuntimeContext runtimeContext, WindowStores<W> stores) throws Exception {
      context = new FunctionContext(function.open(runtimeContext), stores);
    }

    @Override
    public void call(K key, W window, Iterable<T> content, Collector<R> out) throws Exception {
      context.window = window;
      function.function().process(context, content, out);
    }

    @Override
    public void clear(W window) throws Exception {
      context.window = window;
      function.function().clear(context);
    }

    @Override
    public void close() throws Exception {
      function.close();
    }

    private final class FunctionContext extends ProcessAllWindowFunction<T, R, W>.Context {
      private final WindowStores<W> stores;
      private W window;

      FunctionContext(ProcessAllWindowFunction<T, R, W> function, WindowStores<W> stores) {
        function.super();
        this.stores = stores;
      }

      @Override
      public W window() {
        return window;
      }

      @Override
      public KeyedStateStore windowState() {
        return stores.windowState(window);
      }

      @Override
      public KeyedStateStore globalState() {
        return stores.globalState();
      }

      @Override
      public <X> void output(OutputTag<X> outputTag, X value) {
        stores.output(outputTag, value, window);
      }
    }
  }
}
