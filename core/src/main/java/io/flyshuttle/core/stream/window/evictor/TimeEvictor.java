// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.stream.window.evictor;

import io.flyshuttle.core.stream.window.TimestampedValue;
import io.flyshuttle.core.stream.window.Window;
import io.flyshuttle.core.time.Time;
import java.time.Duration;
import java.util.Iterator;

/**
 * Keeps the records that are not older than the newest one by more than a time.
 *
 * @param <W> type of the windows
 */
public class TimeEvictor<W extends Window> implements Evictor<Object, W> {
  private static final long serialVersionUID = 1L;

  private final long windowSize;
  private final boolean doEvictAfter;

  public TimeEvictor(long windowSize) {
    this(windowSize, false);
  }

  /**
   * @param windowSize in milliseconds
   * @param doEvictAfter whether the function still sees what is removed
   */
  public TimeEvictor(long windowSize, boolean doEvictAfter) {
    this.windowSize = windowSize;
    this.doEvictAfter = doEvictAfter;
  }

  @Deprecated
  public static <W extends Window> TimeEvictor<W> of(Time windowSize) {
    return of(windowSize.toDuration());
  }

  public static <W extends Window> TimeEvictor<W> of(Duration windowSize) {
    return of(windowSize, false);
  }

  @Deprecated
  public static <W extends Window> TimeEvictor<W> of(Time windowSize, boolean doEvictAfter) {
    return of(windowSize.toDuration(), doEvictAfter);
  }

  public static <W extends Window> TimeEvictor<W> of(Duration windowSize, boolean doEvictAfter) {
    return new TimeEvictor<>(windowSize.toMillis(), doEvictAfter);
  }

  /** In milliseconds. */
  public long getWindowSize() {
    return windowSize;
  }

  @Override
  public void evictBefore(
      Iterable<TimestampedValue<Object>> elements, int size, W window, EvictorContext ctx) {
    if (!doEvictAfter) {
      evict(elements, size);
    }
  }

  @Override
  public void evictAfter(
      Iterable<TimestampedValue<Object>> elements, int size, W window, EvictorContext ctx) {
    if (doEvictAfter) {
      evict(elements, size);
    }
  }

  private void evict(Iterable<TimestampedValue<Object>> elements, int size) {
    long newest = Long.MIN_VALUE;
    for (TimestampedValue<Object> element : elements) {
      if (!element.hasTimestamp()) {
        return;
      }
      newest = Math.max(newest, element.getTimestamp());
    }
    Iterator<TimestampedValue<Object>> iterator = elements.iterator();
    while (iterator.hasNext()) {
      if (iterator.next().getTimestamp() <= newest - windowSize) {
        iterator.remove();
      }
    }
  }

  @Override
  public String toString() {
    return "TimeEvictor(" + windowSize + ")";
  }
}
