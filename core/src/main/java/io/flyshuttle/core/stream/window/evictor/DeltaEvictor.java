// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.stream.window.evictor;

import io.flyshuttle.core.stream.window.DeltaFunction;
import io.flyshuttle.core.stream.window.TimestampedValue;
import io.flyshuttle.core.stream.window.Window;
import java.util.Iterator;

/**
 * Keeps the records that differ from the last one by less than a threshold.
 *
 * @param <T> type of the records
 * @param <W> type of the windows
 */
public class DeltaEvictor<T, W extends Window> implements Evictor<T, W> {
  private static final long serialVersionUID = 1L;

  private final DeltaFunction<T> deltaFunction;
  private final double threshold;
  private final boolean doEvictAfter;

  private DeltaEvictor(double threshold, DeltaFunction<T> deltaFunction, boolean doEvictAfter) {
    this.deltaFunction = deltaFunction;
    this.threshold = threshold;
    this.doEvictAfter = doEvictAfter;
  }

  public static <T, W extends Window> DeltaEvictor<T, W> of(
      double threshold, DeltaFunction<T> deltaFunction) {
    return of(threshold, deltaFunction, false);
  }

  public static <T, W extends Window> DeltaEvictor<T, W> of(
      double threshold, DeltaFunction<T> deltaFunction, boolean doEvictAfter) {
    return new DeltaEvictor<>(threshold, deltaFunction, doEvictAfter);
  }

  @Override
  public void evictBefore(
      Iterable<TimestampedValue<T>> elements, int size, W window, EvictorContext ctx) {
    if (!doEvictAfter) {
      evict(elements, size);
    }
  }

  @Override
  public void evictAfter(
      Iterable<TimestampedValue<T>> elements, int size, W window, EvictorContext ctx) {
    if (doEvictAfter) {
      evict(elements, size);
    }
  }

  private void evict(Iterable<TimestampedValue<T>> elements, int size) {
    TimestampedValue<T> last = null;
    for (TimestampedValue<T> element : elements) {
      last = element;
    }
    Iterator<TimestampedValue<T>> iterator = elements.iterator();
    while (iterator.hasNext()) {
      T value = iterator.next().getValue();
      if (deltaFunction.getDelta(value, last.getValue()) >= threshold) {
        iterator.remove();
      }
    }
  }

  @Override
  public String toString() {
    return "DeltaEvictor(" + deltaFunction + ", " + threshold + ")";
  }
}
