// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.partition;

import io.flyshuttle.worker.buffer.BarrierMark;
import io.flyshuttle.worker.buffer.BufferSlice;
import java.io.IOException;

/** The reading side of one channel of a partition. Used by one thread at a time. */
public interface SubpartitionView {

  /**
   * The next slice, or null if there is none now: the listener given when the view was opened is
   * called when it is worth asking again. After a slice that is {@link BufferSlice#last} nothing
   * comes.
   *
   * @throws io.flyshuttle.core.fault.FlyshuttleException if the producer failed
   */
  BufferSlice poll() throws IOException;

  /** About how many slices wait; a hint for credit. */
  int backlog();

  /**
   * The barrier that the next {@link #poll} gives; null if that gives something else. Any thread.
   */
  default BarrierMark first() {
    return null;
  }

  /** Bytes in memory that wait to be polled. Any thread. */
  default long queuedBytes() {
    return 0;
  }

  /** Has the writer put at most so many bytes into a buffer, from the next on. Any thread. */
  default void setBufferSize(int bytes) {}

  /**
   * Whether {@link #poll} reads from disk, so that it should not be called by a thread of sockets.
   */
  boolean readsDisk();

  /**
   * Says something to the producer's operator.
   *
   * @throws io.flyshuttle.core.fault.FlyshuttleException if there is none any more: the result is
   *     read after it was written
   */
  void reply(byte[] message);

  /** Ends reading. */
  void close();
}
