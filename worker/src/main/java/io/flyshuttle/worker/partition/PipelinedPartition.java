// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.partition;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.protocol.message.PartitionID;
import io.flyshuttle.worker.buffer.BarrierMark;
import io.flyshuttle.worker.buffer.Buffer;
import io.flyshuttle.worker.buffer.InFlight;
import io.flyshuttle.worker.buffer.LocalBufferPool;
import io.flyshuttle.worker.buffer.PauseSignal;
import io.flyshuttle.worker.buffer.SavedSlice;
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

  /** Raised when there is no buffer left for the next record; null if nobody looks at it. */
  private PauseSignal signal;

  /** Taken before it is needed, so that a task can wait for it between two records. */
  private Buffer reserve;

  private boolean listening;

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

  /** What the channel's reader wants; of all channels the least. */
  @Override
  public int bufferSize(int channel) {
    int size = pool.bufferSize();
    if (channel == ALL_CHANNELS) {
      for (PipelinedChannel each : channels) {
        size = Math.min(size, each.bufferSize());
      }
      return size;
    }
    return Math.min(size, channels[channel].bufferSize());
  }

  @Override
  public Buffer takeBuffer() {
    Buffer buffer = takeReserve();
    if (buffer == null) {
      buffer = released ? null : pool.tryTake();
    }
    if (buffer == null) {
      waits.begin();
      try {
        buffer = pool.take();
      } finally {
        waits.end();
      }
    }
    if (signal != null && !hasRoom()) {
      signal.raise();
    }
    return buffer;
  }

  /**
   * If the task waits between records, it must not be stuck within one: what does not fit goes into
   * memory beside the pool's. The record as a whole is in such memory already.
   */
  @Override
  public Buffer takeMore() {
    if (signal == null || released || hasRoom()) {
      return takeBuffer();
    }
    signal.raise();
    return Buffer.unpooled(new byte[bufferSize()]);
  }

  /**
   * Has {@code pause} raised when a buffer was taken and no further one is free: a task that then
   * waits for {@link #hasRoom} before its next record is never stuck within one, if that is small.
   */
  public void pauseWhenFull(PauseSignal pause) {
    signal = pause;
  }

  private synchronized Buffer takeReserve() {
    Buffer buffer = reserve;
    reserve = null;
    return buffer;
  }

  /** Whether one more buffer can be filled without waiting. The task's thread. */
  public synchronized boolean hasRoom() {
    if (signal == null || released || finished) {
      return true;
    }
    if (reserve == null) {
      reserve = pool.tryTake();
    }
    return reserve != null;
  }

  /** Has {@code wake} called, on any thread, when {@link #hasRoom} is worth asking again. */
  public void whenRoom(Runnable wake) {
    synchronized (this) {
      if (listening) {
        return;
      }
      listening = true;
    }
    pool.whenFree(
        () -> {
          synchronized (this) {
            listening = false;
          }
          wake.run();
        });
  }

  /** Counts how long the task waits for room. */
  public WaitClock waits() {
    return waits;
  }

  /** Adds a barrier beside the elements: see {@link RecordWriter#emitBarrier}. */
  void addBarrier(BarrierMark mark, InFlight inFlight, int result) {
    for (int i = 0; i < channels.length; i++) {
      channels[i].addBarrier(mark, inFlight.open(false, result, i));
    }
  }

  /** A barrier that still waits behind data in some channels overtakes it now. Any thread. */
  public void overtake(long checkpointId) {
    for (PipelinedChannel channel : channels) {
      channel.overtake(checkpointId);
    }
  }

  /** Brings back what a barrier had overtaken in a channel, before anything is written. */
  public void restore(int channel, SavedSlice slice) {
    BufferBuilder builder = new BufferBuilder(Buffer.unpooled(slice.bytes()), slice.head());
    builder.finish(slice.bodyEnd(), slice.bytes().length);
    opened(channel, builder);
    filled(channel, builder);
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
  public void flushIdle() {
    for (PipelinedChannel channel : channels) {
      channel.flushIdle();
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
    giveReserveBack();
    if (unread.get() == 0) {
      release();
    }
  }

  private void giveReserveBack() {
    Buffer unused = takeReserve();
    if (unused != null) {
      unused.release();
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
  public SubpartitionView openView(int channel, int end, Runnable available) {
    if (end != channel + 1) {
      throw new FlyshuttleException(
          ErrorCode.PROTOCOL_VIOLATION,
          "the channels of " + id + " are read while they are written: one by one only");
    }
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
    giveReserveBack();
    pool.close();
    onReleased.run();
  }

  @Override
  public boolean isReleased() {
    return released;
  }
}
