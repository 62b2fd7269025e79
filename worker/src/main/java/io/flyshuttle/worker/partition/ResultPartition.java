// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.partition;

import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.protocol.message.PartitionID;
import io.flyshuttle.worker.buffer.Buffer;
import java.io.IOException;

/**
 * What one task sends along one edge: one channel per reading subtask. The writing methods are
 * called by the task's thread, views are opened by any.
 */
public sealed interface ResultPartition permits PipelinedPartition, BlockingPartition {

  /** Writing to all channels at once. */
  int ALL_CHANNELS = -1;

  PartitionID id();

  int channels();

  /** Bytes of each buffer. */
  int bufferSize();

  /** Bytes to put into the next buffer of a channel, or of {@link #ALL_CHANNELS}. */
  default int bufferSize(int channel) {
    return bufferSize();
  }

  /** A buffer to fill; waits for one. */
  Buffer takeBuffer();

  /** A buffer for the rest of a record that has been begun. */
  default Buffer takeMore() {
    return takeBuffer();
  }

  /** Nanoseconds spent waiting for buffers so far. Any thread. */
  long waitedNanos();

  /** Bytes written that are in memory and that no reader has taken. Any thread. */
  long queuedBytes();

  /** A builder for a channel, or {@link #ALL_CHANNELS}, is about to be filled. */
  void opened(int channel, BufferBuilder builder);

  /** A builder is full; the writer's reference goes over to the partition. */
  void filled(int channel, BufferBuilder builder) throws IOException;

  /** Lets readers have what has been committed. Any thread. */
  void flush();

  /**
   * Lets readers have what has been committed that have waited since the last such call. Called now
   * and then, by any thread.
   */
  void flushIdle();

  /** Lets the reader of a channel, or of {@link #ALL_CHANNELS}, have what has been committed. */
  void flush(int channel);

  /** All has been written. */
  void finish() throws IOException;

  /** The producer failed or was canceled: readers get {@code cause}. Any thread. */
  void fail(FlyshuttleException cause);

  /**
   * Opens a channel for reading, or several, of a complete result, one after the other.
   *
   * @param channel the first
   * @param end behind the last
   * @param available called on any thread, without locks held, when data may be there
   */
  SubpartitionView openView(int channel, int end, Runnable available);

  /** Nobody will read any more: frees memory and files. Any thread; idempotent. */
  void release();

  /** Whether {@link #release} was called. */
  boolean isReleased();
}
