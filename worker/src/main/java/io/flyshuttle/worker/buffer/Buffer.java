// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.buffer;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * A piece of network memory, shared by reference count: made with a count of one, given back to its
 * pool when the count drops to zero. The count may be changed by any thread; the content is written
 * by one and then only read.
 */
public final class Buffer {

  private final byte[] array;
  private final LocalBufferPool pool;
  private final AtomicInteger references = new AtomicInteger(1);

  Buffer(byte[] array, LocalBufferPool pool) {
    this.array = array;
    this.pool = pool;
  }

  /** A buffer that no pool waits for. */
  public static Buffer unpooled(byte[] array) {
    return new Buffer(array, null);
  }

  /** The memory. */
  public byte[] array() {
    return array;
  }

  /** Whether the buffer belongs to {@code candidate}. */
  public boolean isOf(LocalBufferPool candidate) {
    return pool == candidate;
  }

  /** One more user. */
  public void retain() {
    if (references.getAndIncrement() <= 0) {
      throw new IllegalStateException("the buffer has been given back already");
    }
  }

  /** One user less. */
  public void release() {
    int left = references.decrementAndGet();
    if (left < 0) {
      throw new IllegalStateException("the buffer has been given back already");
    }
    if (left == 0 && pool != null) {
      pool.recycle(array);
    }
  }
}
