// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.window;

import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.metric.MetricGroup;
import io.flyshuttle.core.operator.Operator;
import io.flyshuttle.core.state.AppendingState;
import io.flyshuttle.core.state.ListState;
import io.flyshuttle.core.state.NamespacedState;
import io.flyshuttle.core.stream.window.TimestampedValue;
import io.flyshuttle.core.stream.window.Window;
import io.flyshuttle.core.stream.window.evictor.Evictor;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.operators.timer.KeyedTimers;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedList;
import java.util.List;

/** Fires windows whose records an evictor may take out. */
final class Eviction implements Evictor.EvictorContext {
  private final Evictor<Object, Window> evictor;
  private final KeyedTimers<Object, Window> timers;
  private final MetricGroup metrics;

  @SuppressWarnings("unchecked")
  Eviction(Evictor<?, ?> evictor, KeyedTimers<Object, Window> timers, MetricGroup metrics) {
    this.evictor = (Evictor<Object, Window>) evictor;
    this.timers = timers;
    this.metrics = metrics;
  }

  @SuppressWarnings("unchecked")
  void fire(
      WindowCall<Object, Window, Object, Object> call,
      Object key,
      Window window,
      NamespacedState<Window, AppendingState<Object, Object>> content,
      Window stateWindow,
      Collector<Object> out)
      throws Exception {
    Iterable<Tuple2<Long, Object>> kept =
        (Iterable<Tuple2<Long, Object>>) content.of(stateWindow).get();
    // a linked list: evictors remove through the iterator
    List<TimestampedValue<Object>> records = new LinkedList<>();
    for (Tuple2<Long, Object> record : kept) {
      records.add(
          record.f0 == Operator.NO_TIMESTAMP
              ? new TimestampedValue<>(record.f1)
              : new TimestampedValue<>(record.f1, record.f0));
    }
    evictor.evictBefore(records, records.size(), window, this);
    Iterable<Object> values = () -> new Values(records.iterator());
    call.call(key, window, values, out);
    evictor.evictAfter(records, records.size(), window, this);
    List<Tuple2<Long, Object>> left = new ArrayList<>(records.size());
    for (TimestampedValue<Object> record : records) {
      long timestamp = record.hasTimestamp() ? record.getTimestamp() : Operator.NO_TIMESTAMP;
      left.add(Tuple2.of(timestamp, record.getValue()));
    }
    ListState<Tuple2<Long, Object>> state =
        (ListState<Tuple2<Long, Object>>) (AppendingState<?, ?>) content.of(stateWindow);
    state.update(left);
  }

  @Override
  public long getCurrentProcessingTime() {
    return timers.currentProcessingTime();
  }

  @Override
  public MetricGroup getMetricGroup() {
    return metrics;
  }

  @Override
  public long getCurrentWatermark() {
    return timers.currentWatermark();
  }

  private record Values(Iterator<TimestampedValue<Object>> records) implements Iterator<Object> {
    @Override
    public boolean hasNext() {
      return records.hasNext();
    }

    @Override
    public Object next() {
      return records.next().getValue();
    }
  }
}
