// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.async;

import io.flyshuttle.core.operator.Output;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * Records that wait for their answers, and the watermarks between them. What is answered leaves as
 * soon as the order allows it. Used by the task's thread.
 */
final class WaitingRecords {

  /** A record, or a watermark ({@code record} is null and {@code timestamp} is the watermark). */
  static final class Entry {
    final Object record;
    final long timestamp;
    private final boolean isWatermark;
    private Collection<?> result;

    /** How often an answer was asked for. */
    int tries;

    /** The time for an answer is over; only what the timeout says counts. */
    boolean late;

    /** The answer has come. */
    boolean done;

    private Entry(Object record, long timestamp, boolean isWatermark) {
      this.record = record;
      this.timestamp = timestamp;
      this.isWatermark = isWatermark;
      this.done = isWatermark;
    }
  }

  private final boolean ordered;
  private final Output<Object> output;
  private final Deque<Entry> entries = new ArrayDeque<>();
  private int records;

  WaitingRecords(boolean ordered, Output<Object> output) {
    this.ordered = ordered;
    this.output = output;
  }

  /** How many records wait, or are answered and wait for their turn. */
  int records() {
    return records;
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  Entry add(Object record, long timestamp) {
    Entry entry = new Entry(record, timestamp, false);
    entries.add(entry);
    records++;
    return entry;
  }

  /** Lets a watermark wait for the records before it; returns what is handed on now: nothing. */
  long addWatermark(long watermark) {
    entries.add(new Entry(null, watermark, true));
    return Long.MIN_VALUE;
  }

  /** Takes the answer of a record, and emits what can leave. */
  void complete(Entry entry, Collection<?> result) {
    entry.done = true;
    entry.result = result;
    if (!ordered) {
      emitBeforeFirstWatermark();
    }
    while (!entries.isEmpty() && entries.peek().done) {
      leave(entries.poll());
    }
  }

  private void emitBeforeFirstWatermark() {
    Iterator<Entry> each = entries.iterator();
    while (each.hasNext()) {
      Entry entry = each.next();
      if (entry.isWatermark) {
        return;
      }
      if (entry.done) {
        each.remove();
        leave(entry);
      }
    }
  }

  private void leave(Entry entry) {
    if (entry.isWatermark) {
      output.emitWatermark(entry.timestamp);
      if (!ordered) {
        emitBeforeFirstWatermark();
      }
      return;
    }
    records--;
    for (Object result : entry.result) {
      output.emit(result, entry.timestamp);
    }
  }

  /** Records whose results have not been emitted, in their order. */
  List<Entry> unanswered() {
    List<Entry> left = new ArrayList<>();
    for (Entry entry : entries) {
      if (!entry.isWatermark) {
        left.add(entry);
      }
    }
    return left;
  }
}
