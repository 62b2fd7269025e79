// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.buffer;

/**
 * A readable part of a buffer: elements of one channel, whole ones in the middle, at the ends parts
 * of elements that span buffers.
 *
 * <pre>
 * offset        offset+head            offset+bodyEnd      offset+length
 *   | end of an   | whole elements ...        | start of one   |
 *   | earlier one |                           | that goes on   |
 * </pre>
 *
 * <p>The middle of an element that spans more than two buffers has {@code head} and {@code bodyEnd}
 * 0. Whoever holds a slice holds one reference of the buffer and releases it once.
 *
 * @param buffer the memory
 * @param offset where the slice starts in it
 * @param length bytes in all
 * @param head bytes that complete an element of earlier slices
 * @param bodyEnd end of the last whole element, relative to the offset
 * @param last whether nothing follows in the channel
 * @param mark not null if this is no piece of data, but a barrier between two of them; then all
 *     else is empty
 */
public record BufferSlice(
    Buffer buffer, int offset, int length, int head, int bodyEnd, boolean last, BarrierMark mark) {

  private static final Buffer NOTHING = Buffer.unpooled(new byte[0]);

  /** A piece of data. */
  public BufferSlice(Buffer buffer, int offset, int length, int head, int bodyEnd, boolean last) {
    this(buffer, offset, length, head, bodyEnd, last, null);
  }

  /** A barrier. */
  public static BufferSlice of(BarrierMark mark) {
    NOTHING.retain();
    return new BufferSlice(NOTHING, 0, 0, 0, 0, false, mark);
  }

  /** Gives the reference back. */
  public void release() {
    buffer.release();
  }
}
