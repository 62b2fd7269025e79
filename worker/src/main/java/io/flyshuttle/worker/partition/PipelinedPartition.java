// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.partition;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.protocol.message.PartitionID;
import io.flyshuttle.worker.buffer.Buffer;
import io.flyshuttle.worker.buffer.LocalBufferPool;
import io.flyshuttle.worker.buffer.WaitClock;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A partition that is read while it is written, once, and kept in network memory. When all of its
 * channels have been read to the end, it releases itself.
 */
public final class PipelinedPartition implements ResultPartition {

  /** Takes what readers say to the producer's operator. Called by any thread. */
  @FunctionalInterface
  public interface ReplyListener {
    /**
     * @param channel the reader's
     */
    void onReply(int channel, byte[] message);
  }

  private final PartitionID id;
  private final LocalBufferPool pool;
  private final PipelinedChannel[] channels;
  private final Runnable onReleased;
  private final AtomicInteger unread;
  private volatile ReplyListener replies = (channel, message) -> {};
  private volatile boolean finished;
  private volatile boolean released;
  private final WaitClock waits = new WaitClock();

  /**
   * @param onReleased called once when the partition has been released
   */
  public PipelinedPartition(
      PartitionID id, int channels, LocalBufferPool pool, Runnable onReleased) {
    this.id = id;
    this.pool = pool;
    this.onReleased = onReleased;
    this.unread = new AtomicInteger(channels);
    this.channels = new PipelinedChannel[channels];
    for (int i = 0; i < channels; i++) {
      this.channels[i] = new PipelinedChannel(this, i);
    }
  }

  /** Sets who takes replies, before readers come. */
  public void setReplyListener(ReplyListener listener) {
    this.replies = listener;
  }

  void onReply(int channel, byte[] message) {
    replies.onReply(channel, message);
  }

  @Override
  public PartitionID id() {
    return id;
  }

  @Override
  public int channels() {
    return channels.length;
  }

  @Override
  public int bufferSize() {
    return pool.bufferSize();
  }

  @Override
  public Buffer takeBuffer() {
    Buffer buffer = released ? null : pool.tryTake();
    if (buffer != null) {
      return buffer;
    }
    waits.begin();
    try {
      return pool.take();
    } finally {
      waits.end();
    }
  }

  /**
   * Sends some bytes as a slice of its own, if there is a buffer for them now.
   *
   * @param length at most {@link #bufferSize}
   * @param whenFree called on any thread, when a buffer is free again, if there was none
   */
  public boolean trySend(int channel, byte[] bytes, int length, Runnable whenFree) {
    Buffer buffer = pool.tryTake();
    if (buffer == null) {
      pool.whenFree(whenFree);
      // one may have come back before the listener was there
      buffer = pool.tryTake();
    }
    if (buffer == null) {
      return false;
    }
    System.arraycopy(bytes, 0, buffer.array(), 0, length);
    BufferBuilder builder = new BufferBuilder(buffer, 0);
    builder.finish(length, length);
    opened(channel, builder);
    filled(channel, builder);
    return true;
  }

  @Override
  public long waitedNanos() {
    return waits.nanos();
  }

  @Override
  public long queuedBytes() {
    long bytes = 0;
    for (PipelinedChannel channel : channels) {
      bytes += channel.queuedBytes();
    }
    return bytes;
  }

  @Override
  public void opened(int channel, BufferBuilder builder) {
    if (channel == ALL_CHANNELS) {
      for (PipelinedChannel each : channels) {
        each.add(builder);
      }
    } else {
      channels[channel].add(builder);
    }
  }

  @Override
  public void filled(int channel, BufferBuilder builder) {
    if (channel == ALL_CHANNELS) {
      for (PipelinedChannel each : channels) {
        each.onFilled();
      }
    } else {
      channels[channel].onFilled();
    }
    builder.buffer().release();
  }

  @Override
  public void flush() {
    for (PipelinedChannel channel : channels) {
      channel.flush();
    }
  }

  @Override
  public void flush(int channel) {
    if (channel == ALL_CHANNELS) {
      flush();
    } else {
      channels[channel].flush();
    }
  }

  @Override
  public void finish() {
    for (PipelinedChannel channel : channels) {
      channel.finish();
    }
    finished = true;
    if (unread.get() == 0) {
      release();
    }
  }

  @Override
  public void fail(FlyshuttleException cause) {
    for (PipelinedChannel channel : channels) {
      channel.fail(cause);
    }
    release();
  }

  @Override
  public SubpartitionView openView(int channel, Runnable available) {
    channels[channel].open(available);
    return channels[channel];
  }

  /**
   * A channel has been read to its end, or its reader is gone: what is still written to it is
   * dropped, because the reader's failure will stop the writer too.
   */
  void onChannelDone() {
    if (unread.decrementAndGet() == 0 && finished) {
      release();
    }
  }

  @Override
  public void release() {
    synchronized (this) {
      if (released) {
        return;
      }
      released = true;
    }
    FlyshuttleException gone =
        new FlyshuttleException(ErrorCode.PARTITION_LOST, "the result " + id + " was released");
    for (PipelinedChannel channel : channels) {
      channel.fail(gone);
    }
    pool.close();
    onReleased.run();
  }

  @Override
  public boolean isReleased() {
    return released;
  }
}
