// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.gate;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.memory.DataInputDeserializer;
import io.flyshuttle.worker.buffer.BufferSlice;
import io.flyshuttle.worker.buffer.InFlight;
import java.util.Arrays;

/**
 * Cuts the slices of one channel into elements. An element that spans slices is put together in
 * memory of its own; all others are read where they lie. Used by the task's thread.
 */
final class ElementReader {

  /** Memory for spanning elements that is kept for the next one. */
  private static final int KEPT_BYTES = 1 << 20;

  private final DataInputDeserializer body = new DataInputDeserializer();
  private final DataInputDeserializer spanning = new DataInputDeserializer();
  private BufferSlice slice;
  private byte[] span = new byte[0];
  private int spanLength;
  private boolean spanComplete;

  /** Begins with the next slice. */
  void setSlice(BufferSlice next) {
    slice = next;
    byte[] array = next.buffer().array();
    if (spanLength > 0) {
      int count = next.head() > 0 ? next.head() : next.length();
      append(array, next.offset(), count);
      spanComplete = next.head() > 0;
    } else if (next.head() > 0) {
      throw new FlyshuttleException(
          ErrorCode.PROTOCOL_VIOLATION, "a channel goes on with an element that never began");
    }
    body.setBuffer(array, next.offset() + next.head(), next.bodyEnd() - next.head());
    if (spanLength > 0 && !spanComplete) {
      body.setBuffer(array, next.offset() + next.length(), 0);
    }
  }

  private void append(byte[] array, int offset, int count) {
    int needed = Math.addExact(spanLength, count);
    if (span.length < needed) {
      span =
          Arrays.copyOf(
              span, (int) Math.min(Integer.MAX_VALUE - 8, Math.max(needed, span.length * 2L)));
    }
    System.arraycopy(array, offset, span, spanLength, count);
    spanLength = needed;
  }

  /**
   * A view that begins with the next element's tag; null if the slice holds no further whole one.
   * The caller reads exactly one element.
   */
  DataInputDeserializer next() {
    if (body.available() > 0 && !spanComplete) {
      return body;
    }
    if (spanComplete) {
      spanComplete = false;
      spanning.setBuffer(span, 0, spanLength);
      spanLength = 0;
      if (span.length > KEPT_BYTES) {
        span = new byte[0];
      }
      return spanning;
    }
    return null;
  }

  /** Whether {@link #next} would return null. */
  boolean isExhausted() {
    return !spanComplete && body.available() == 0;
  }

  /** Ends the slice: keeps the start of an element that goes on in the next. */
  BufferSlice takeSlice() {
    BufferSlice done = slice;
    slice = null;
    int tail = done.length() - done.bodyEnd();
    if (tail > 0 && !(done.bodyEnd() == 0 && spanLength > 0)) {
      append(done.buffer().array(), done.offset() + done.bodyEnd(), tail);
    }
    return done;
  }

  /** Copies what has not been read of elements that have begun, and of the slice. */
  void save(InFlight.Part target) {
    if (spanLength > 0) {
      target.add(span, 0, spanLength, 0, spanComplete ? spanLength : 0);
    }
    if (slice != null && (spanLength == 0 || spanComplete)) {
      int position = body.getPosition() - slice.offset();
      target.add(
          slice.buffer().array(),
          slice.offset() + position,
          slice.length() - position,
          0,
          slice.bodyEnd() - position);
    }
  }

  /** The slice that is being read, null if there is none. */
  BufferSlice slice() {
    return slice;
  }
}
