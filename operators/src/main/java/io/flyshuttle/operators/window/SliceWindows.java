// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.window;

import io.flyshuttle.core.function.AggregateFunction;
import io.flyshuttle.core.function.KeySelector;
import io.flyshuttle.core.function.ReduceFunction;
import io.flyshuttle.core.operator.OperatorFactory;
import io.flyshuttle.core.stream.window.Window;
import io.flyshuttle.core.stream.window.assigner.SlidingEventTimeWindows;
import io.flyshuttle.core.stream.window.assigner.SlidingProcessingTimeWindows;
import io.flyshuttle.core.stream.window.assigner.TumblingEventTimeWindows;
import io.flyshuttle.core.stream.window.assigner.TumblingProcessingTimeWindows;
import io.flyshuttle.core.stream.window.assigner.WindowAssigner;
import io.flyshuttle.core.stream.window.assigner.WindowStagger;
import io.flyshuttle.core.type.TypeSerializer;
import java.io.Serializable;
import java.util.Optional;

/**
 * Aligned windows of one length at regular distances, cut into slices: the longest stretches of
 * time that belong to the same windows. A record is added to one slice, however many windows it
 * belongs to.
 *
 * @param keySelector takes the key out of a record
 * @param keySerializer of the keys
 * @param eventTime whether windows are bounds of event time, or of the clock
 * @param sizeMillis length of a window
 * @param slideMillis distance of two windows
 * @param offsetMillis where windows start
 * @param lateOutputId side output of records that are too late; empty: they are dropped and counted
 */
public record SliceWindows<T, K>(
    KeySelector<T, K> keySelector,
    TypeSerializer<K> keySerializer,
    boolean eventTime,
    long sizeMillis,
    long slideMillis,
    long offsetMillis,
    String lateOutputId)
    implements Serializable {

  /** The slices of an assigner's windows; empty if they are not aligned. */
  public static <T, K> Optional<SliceWindows<T, K>> of(
      WindowAssigner<?, ? extends Window> assigner,
      KeySelector<T, K> keySelector,
      TypeSerializer<K> keySerializer,
      String lateOutputId) {
    long size;
    long slide;
    long offset;
    // only these classes themselves: a subclass may assign otherwise
    if (assigner.getClass() == TumblingEventTimeWindows.class) {
      TumblingEventTimeWindows windows = (TumblingEventTimeWindows) (Object) assigner;
      if (windows.getWindowStagger() != WindowStagger.ALIGNED) {
        return Optional.empty();
      }
      size = windows.getSize();
      slide = size;
      offset = windows.getOffset();
    } else if (assigner.getClass() == TumblingProcessingTimeWindows.class) {
      TumblingProcessingTimeWindows windows = (TumblingProcessingTimeWindows) (Object) assigner;
      if (windows.getWindowStagger() != WindowStagger.ALIGNED) {
        return Optional.empty();
      }
      size = windows.getSize();
      slide = size;
      offset = windows.getOffset();
    } else if (assigner.getClass() == SlidingEventTimeWindows.class) {
      SlidingEventTimeWindows windows = (SlidingEventTimeWindows) (Object) assigner;
      size = windows.getSize();
      slide = windows.getSlide();
      offset = windows.getOffset();
    } else if (assigner.getClass() == SlidingProcessingTimeWindows.class) {
      SlidingProcessingTimeWindows windows = (SlidingProcessingTimeWindows) (Object) assigner;
      size = windows.getSize();
      slide = windows.getSlide();
      offset = windows.getOffset();
    } else {
      return Optional.empty();
    }
    // with gaps between windows a slice may belong to none
    if (slide > size) {
      return Optional.empty();
    }
    return Optional.of(
        new SliceWindows<>(
            keySelector, keySerializer, assigner.isEventTime(), size, slide, offset, lateOutputId));
  }

  /** Length of a slice. */
  long sliceMillis() {
    long a = sizeMillis;
    long b = slideMillis;
    while (b != 0) {
      long rest = a % b;
      a = b;
      b = rest;
    }
    return a;
  }

  /** An operator whose windows hold a reduction of their records. */
  public <R> OperatorFactory reducing(
      ReduceFunction<T> function, TypeSerializer<T> serializer, WindowCall<K, ?, T, R> call) {
    return SliceWindowOperator.factory(
        new SliceWindowOperator.Spec<>(
            this, new Accumulation.Reducing<>(function), serializer, call));
  }

  /** An operator whose windows hold an aggregate of their records. */
  public <A, V, R> OperatorFactory aggregating(
      AggregateFunction<T, A, V> function,
      TypeSerializer<A> serializer,
      WindowCall<K, ?, V, R> call) {
    return SliceWindowOperator.factory(
        new SliceWindowOperator.Spec<>(
            this, new Accumulation.Aggregating<>(function), serializer, call));
  }
}
