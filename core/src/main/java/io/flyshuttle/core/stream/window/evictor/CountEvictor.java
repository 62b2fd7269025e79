// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.stream.window.evictor;

import io.flyshuttle.core.stream.window.TimestampedValue;
import io.flyshuttle.core.stream.window.Window;
import java.util.Iterator;

/**
 * Keeps the last records, up to a number.
 *
 * @param <W> type of the windows
 */
public class CountEvictor<W extends Window> implements Evictor<Object, W> {
  private static final long serialVersionUID = 1L;

  private final long maxCount;
  private final boolean doEvictAfter;

  private CountEvictor(long maxCount, boolean doEvictAfter) {
    this.maxCount = maxCount;
    this.doEvictAfter = doEvictAfter;
  }

  public static <W extends Window> CountEvictor<W> of(long maxCount) {
    return of(maxCount, false);
  }

  public static <W extends Window> CountEvictor<W> of(long maxCount, boolean doEvictAfter) {
    return new CountEvictor<>(maxCount, doEvictAfter);
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
    Iterator<TimestampedValue<Object>> iterator = elements.iterator();
    for (long surplus = size - maxCount; surplus > 0 && iterator.hasNext(); surplus--) {
      iterator.next();
      iterator.remove();
    }
  }

  @Override
  public String toString() {
    return "CountEvictor(" + maxCount + ")";
  }
}
