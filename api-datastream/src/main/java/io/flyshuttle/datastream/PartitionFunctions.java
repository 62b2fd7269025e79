// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream;

import io.flyshuttle.core.function.AggregateFunction;
import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.function.Function;
import io.flyshuttle.core.function.KeySelector;
import io.flyshuttle.core.function.MapFunction;
import io.flyshuttle.core.function.MapPartitionFunction;
import io.flyshuttle.core.function.ReduceFunction;
import io.flyshuttle.core.function.rich.OpenContext;
import io.flyshuttle.core.function.rich.RichFunction;
import io.flyshuttle.core.function.rich.RuntimeContext;
import io.flyshuttle.core.state.ListState;
import io.flyshuttle.core.state.ListStateDescriptor;
import io.flyshuttle.core.state.ValueState;
import io.flyshuttle.core.state.ValueStateDescriptor;
import io.flyshuttle.core.stream.process.KeyedProcessFunction;
import io.flyshuttle.core.type.TypeInformation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What {@link FullPartitions} do with the records of a key when the stream has ended. */
final class PartitionFunctions {
  private PartitionFunctions() {}

  /** Gives the user's function its life cycle, and rings at the end of the stream. */
  private abstract static class AtEnd<K, E, T, R> extends KeyedProcessFunction<K, E, R> {
    private static final long serialVersionUID = 1L;

    private final Function user;
    private final MapFunction<E, T> content;

    AtEnd(Function user, MapFunction<E, T> content) {
      this.user = user;
      this.content = content;
    }

    @Override
    public void setRuntimeContext(RuntimeContext context) {
      super.setRuntimeContext(context);
      if (user instanceof RichFunction rich) {
        rich.setRuntimeContext(context);
      }
    }

    @Override
    public void open(OpenContext openContext) throws Exception {
      if (user instanceof RichFunction rich) {
        rich.open(openContext);
      }
    }

    @Override
    public void close() throws Exception {
      if (user instanceof RichFunction rich) {
        rich.close();
      }
    }

    @Override
    public void processElement(E record, Context context, Collector<R> out) throws Exception {
      context.timerService().registerEventTimeTimer(Long.MAX_VALUE);
      add(content.map(record));
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<R> out) throws Exception {
      end(out);
    }

    abstract void add(T record) throws Exception;

    abstract void end(Collector<R> out) throws Exception;
  }

  /** Keeps all records. */
  private abstract static class Listed<K, E, T, R> extends AtEnd<K, E, T, R> {
    private static final long serialVersionUID = 1L;

    private final TypeInformation<T> type;
    private transient ListState<T> records;

    Listed(Function user, MapFunction<E, T> content, TypeInformation<T> type) {
      super(user, content);
      this.type = type;
    }

    @Override
    public void open(OpenContext openContext) throws Exception {
      records = getRuntimeContext().getListState(new ListStateDescriptor<>("partition", type));
      super.open(openContext);
    }

    @Override
    void add(T record) throws Exception {
      records.add(record);
    }

    @Override
    void end(Collector<R> out) throws Exception {
      end(records.get(), out);
      records.clear();
    }

    abstract void end(Iterable<T> all, Collector<R> out) throws Exception;
  }

  /** The program's function sees all records. */
  static final class Mapped<K, E, T, R> extends Listed<K, E, T, R> {
    private static final long serialVersionUID = 1L;

    private final MapPartitionFunction<T, R> function;

    Mapped(
        MapPartitionFunction<T, R> function, MapFunction<E, T> content, TypeInformation<T> type) {
      super(function, content, type);
      this.function = function;
    }

    @Override
    void end(Iterable<T> all, Collector<R> out) throws Exception {
      function.mapPartition(all, out);
    }
  }

  /** All records, in order. */
  static final class Sorted<K, E, T, S> extends Listed<K, E, T, T> {
    private static final long serialVersionUID = 1L;

    private final KeySelector<T, S> selector;
    private final boolean ascending;

    Sorted(
        KeySelector<T, S> selector,
        boolean ascending,
        MapFunction<E, T> content,
        TypeInformation<T> type) {
      super(selector, content, type);
      this.selector = selector;
      this.ascending = ascending;
    }

    private record Entry<T>(Comparable<Object> key, T record) {}

    @Override
    @SuppressWarnings("unchecked")
    void end(Iterable<T> all, Collector<T> out) throws Exception {
      List<Entry<T>> sorted = new ArrayList<>();
      for (T record : all) {
        sorted.add(new Entry<>((Comparable<Object>) selector.getKey(record), record));
      }
      Comparator<Entry<T>> byKey = (first, second) -> first.key().compareTo(second.key());
      sorted.sort(ascending ? byKey : byKey.reversed());
      sorted.forEach(entry -> out.collect(entry.record()));
    }
  }

  /** One record of all. */
  static final class Reduced<K, E, T> extends AtEnd<K, E, T, T> {
    private static final long serialVersionUID = 1L;

    private final ReduceFunction<T> function;
    private final TypeInformation<T> type;
    private transient ValueState<T> reduction;

    Reduced(ReduceFunction<T> function, MapFunction<E, T> content, TypeInformation<T> type) {
      super(function, content);
      this.function = function;
      this.type = type;
    }

    @Override
    public void open(OpenContext openContext) throws Exception {
      reduction = getRuntimeContext().getState(new ValueStateDescriptor<>("partition", type));
      super.open(openContext);
    }

    @Override
    void add(T record) throws Exception {
      T before = reduction.value();
      reduction.update(before == null ? record : function.reduce(before, record));
    }

    @Override
    void end(Collector<T> out) throws Exception {
      out.collect(reduction.value());
      reduction.clear();
    }
  }

  /** One result of all. */
  static final class Aggregated<K, E, T, A, R> extends AtEnd<K, E, T, R> {
    private static final long serialVersionUID = 1L;

    private final AggregateFunction<T, A, R> function;
    private final TypeInformation<A> type;
    private transient ValueState<A> accumulator;

    Aggregated(
        AggregateFunction<T, A, R> function, MapFunction<E, T> content, TypeInformation<A> type) {
      super(function, content);
      this.function = function;
      this.type = type;
    }

    @Override
    public void open(OpenContext openContext) throws Exception {
      accumulator = getRuntimeContext().getState(new ValueStateDescriptor<>("partition", type));
      super.open(openContext);
    }

    @Override
    void add(T record) throws Exception {
      A before = accumulator.value();
      accumulator.update(
          function.add(record, before == null ? function.createAccumulator() : before));
    }

    @Override
    void end(Collector<R> out) throws Exception {
      out.collect(function.getResult(accumulator.value()));
      accumulator.clear();
    }
  }
}
