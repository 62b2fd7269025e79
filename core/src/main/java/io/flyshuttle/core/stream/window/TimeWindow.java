// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.stream.window;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.serialize.TypeSerializerSingleton;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** The records from a start (inclusive) to an end (exclusive), in milliseconds since 1970. */
public class TimeWindow extends Window {
  private final long start;
  private final long end;

  public TimeWindow(long start, long end) {
    this.start = start;
    this.end = end;
  }

  /** The first timestamp inside. */
  public long getStart() {
    return start;
  }

  /** The first timestamp behind. */
  public long getEnd() {
    return end;
  }

  @Override
  public long maxTimestamp() {
    return end - 1;
  }

  /** Whether the windows overlap or touch. */
  public boolean intersects(TimeWindow other) {
    return start <= other.end && end >= other.start;
  }

  /** The smallest window that contains both. */
  public TimeWindow cover(TimeWindow other) {
    return new TimeWindow(Math.min(start, other.start), Math.max(end, other.end));
  }

  /** The start of the window of the given size that {@code timestamp} lies in. */
  public static long getWindowStartWithOffset(long timestamp, long offset, long windowSize) {
    return timestamp - Math.floorMod(timestamp - offset, windowSize);
  }

  /** Finds groups of windows that overlap or touch, and reports those of more than one. */
  public static void mergeWindows(
      Collection<TimeWindow> windows, WindowMergeCallback<? super TimeWindow> callback) {
    mergeSorted(windows, callback);
  }

  @SuppressWarnings("unchecked")
  private static void mergeSorted(
      Collection<TimeWindow> windows, WindowMergeCallback<? super TimeWindow> callback) {
    WindowMergeCallback<TimeWindow> typed = (WindowMergeCallback<TimeWindow>) callback;
    List<TimeWindow> sorted = new ArrayList<>(windows);
    sorted.sort(Comparator.comparingLong(TimeWindow::getStart));
    List<TimeWindow> group = new ArrayList<>();
    TimeWindow cover = null;
    for (TimeWindow window : sorted) {
      if (cover != null && cover.intersects(window)) {
        cover = cover.cover(window);
      } else {
        if (group.size() > 1) {
          typed.merge(group, cover);
        }
        group = new ArrayList<>();
        cover = window;
      }
      group.add(window);
    }
    if (group.size() > 1) {
      typed.merge(group, cover);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other == this
        || (other instanceof TimeWindow window && window.start == start && window.end == end);
  }

  @Override
  public int hashCode() {
    long mixed = (start * 31 + end) * 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> 32);
  }

  @Override
  public String toString() {
    return "TimeWindow{start=" + start + ", end=" + end + '}';
  }

  /** Two longs. */
  public static class Serializer extends TypeSerializerSingleton<TimeWindow> {
    private static final long serialVersionUID = 1L;

    @Override
    public boolean isImmutableType() {
      return true;
    }

    @Override
    public TimeWindow createInstance() {
      return null;
    }

    @Override
    public TimeWindow copy(TimeWindow from) {
      return from;
    }

    @Override
    public TimeWindow copy(TimeWindow from, TimeWindow reuse) {
      return from;
    }

    @Override
    public int getLength() {
      return 2 * Long.BYTES;
    }

    @Override
    public void serialize(TimeWindow record, DataOutputView target) throws IOException {
      target.writeLong(record.start);
      target.writeLong(record.end);
    }

    @Override
    public TimeWindow deserialize(DataInputView source) throws IOException {
      return new TimeWindow(source.readLong(), source.readLong());
    }

    @Override
    public TimeWindow deserialize(TimeWindow reuse, DataInputView source) throws IOException {
      return deserialize(source);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
      target.writeLong(source.readLong());
      target.writeLong(source.readLong());
    }
  }
}
