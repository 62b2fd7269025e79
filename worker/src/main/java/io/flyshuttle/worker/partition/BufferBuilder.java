// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.partition;

import io.flyshuttle.worker.buffer.BarrierMark;
import io.flyshuttle.worker.buffer.Buffer;
import io.flyshuttle.worker.buffer.BufferSlice;
import io.flyshuttle.worker.buffer.InFlight;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A buffer while it is filled. One thread writes; readers may take what has been committed before
 * the buffer is full. Each reader has a position of its own, so one buffer may serve many channels.
 */
final class BufferBuilder {

  private final Buffer buffer;
  private final int head;

  /** End of the last whole element; written by the writer with release, read with acquire. */
  private final AtomicInteger committed = new AtomicInteger();

  /** These two are seen by who sees that the buffer is finished. */
  private int bodyEnd;

  private int end;
  private volatile boolean finished;

  /**
   * @param head bytes at the start that belong to an element of the buffer before
   */
  BufferBuilder(Buffer buffer, int head) {
    this.buffer = buffer;
    this.head = head;
  }

  Buffer buffer() {
    return buffer;
  }

  byte[] array() {
    return buffer.array();
  }

  /** Writer: all elements up to {@code end} are whole. */
  void commit(int end) {
    committed.setRelease(end);
  }

  /**
   * Writer: nothing more will be written. What lies between the two positions is the start of an
   * element that goes on in the next buffer. The writer's reference is released by the caller.
   */
  void finish(int bodyEnd, int end) {
    // a reader that does not see the buffer finished must not see the start of an element either
    this.bodyEnd = bodyEnd;
    this.end = end;
    finished = true;
  }

  boolean isFinished() {
    return finished;
  }

  int head() {
    return head;
  }

  int bodyEnd() {
    return bodyEnd;
  }

  /** All bytes if it is finished, else those of whole elements. */
  int length() {
    return length(finished);
  }

  private int length(boolean seenFinished) {
    return seenFinished ? end : committed.getAcquire();
  }

  /**
   * One channel's reading of a builder, or a barrier between two builders. Guarded by the channel's
   * lock.
   */
  static final class Reader {
    private final BufferBuilder builder;
    private final BarrierMark mark;
    private int position;

    /** Holds a reference of the buffer until {@link #close}. */
    Reader(BufferBuilder builder) {
      this.builder = builder;
      this.mark = null;
      builder.buffer.retain();
    }

    /** A barrier. */
    Reader(BarrierMark mark) {
      this.builder = null;
      this.mark = mark;
    }

    /** The barrier; null if this reads a builder. */
    BarrierMark mark() {
      return mark;
    }

    boolean isFinished() {
      return mark != null || builder.finished;
    }

    /**
     * @param finished what {@link #isFinished} said before
     */
    boolean hasUnread(boolean finished) {
      return mark != null || builder.length(finished) > position;
    }

    int unread() {
      return mark != null ? 0 : builder.length() - position;
    }

    /** Copies what has not been read. The writer must not be within an element. */
    void save(InFlight.Part target) {
      if (mark == null) {
        boolean finished = builder.finished;
        int length = builder.length(finished) - position;
        target.add(
            builder.array(),
            position,
            length,
            Math.max(0, builder.head - position),
            finished ? Math.max(0, builder.bodyEnd - position) : length);
      }
    }

    /**
     * What has been written since the last call; whole elements only unless the buffer is finished.
     *
     * @param finished what {@link #isFinished} said before: it may have become true since
     * @param last whether nothing follows in the channel
     */
    BufferSlice next(boolean finished, boolean last) {
      int end = builder.length(finished);
      int offset = position;
      position = end;
      int length = end - offset;
      int head = Math.max(0, builder.head - offset);
      int bodyEnd = finished ? Math.max(0, builder.bodyEnd - offset) : length;
      builder.buffer.retain();
      return new BufferSlice(builder.buffer, offset, length, head, bodyEnd, last);
    }

    void close() {
      if (mark == null) {
        builder.buffer.release();
      }
    }
  }
}
