// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.gate;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.graph.ExchangeMode;
import io.flyshuttle.protocol.message.ChannelSpec;
import io.flyshuttle.protocol.message.InputSpec;
import io.flyshuttle.worker.buffer.BarrierMark;
import io.flyshuttle.worker.buffer.BufferSlice;
import io.flyshuttle.worker.buffer.InFlight;
import io.flyshuttle.worker.buffer.LocalBufferPool;
import io.flyshuttle.worker.buffer.NetworkBufferPool;
import io.flyshuttle.worker.buffer.SavedSlice;
import io.flyshuttle.worker.network.WorkerNetwork;
import io.flyshuttle.worker.partition.PartitionRegistry;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * All channels that lead to one input of a task. Channels with data are polled in turn, one buffer
 * each. Used by the task's thread; channels report data from any.
 */
public final class InputGate {

  /**
   * What a gate needs of its worker.
   *
   * @param worker id of this worker: channels from it take no socket
   * @param network null if all channels are local
   * @param floatingBuffers most buffers that the channels of a gate share beyond their own
   * @param debloat how gates of streams bound what is in flight to them
   */
  public record Environment(
      String worker,
      NetworkBufferPool buffers,
      PartitionRegistry partitions,
      WorkerNetwork network,
      int floatingBuffers,
      Debloat debloat) {}

  /**
   * How gates of streams bound what is in flight to them: by having producers fill smaller buffers.
   *
   * @param targetMillis for how long a gate should have to read
   * @param periodMillis between two measurements
   * @param thresholdPercent smaller changes of the size are not made
   */
  public record Debloat(
      boolean enabled, long targetMillis, long periodMillis, int thresholdPercent) {

    /** Buffers are always full. */
    public static Debloat off() {
      return new Debloat(false, 0, 0, 0);
    }
  }

  private final int input;
  private final List<InputChannel> channels = new ArrayList<>();
  private final LocalBufferPool exclusivePool;
  private final LocalBufferPool floatingPool;
  private final Runnable wakeTask;
  private final ArrayDeque<InputChannel> queue = new ArrayDeque<>();
  private final BufferDebloat debloat;
  private volatile int bufferSize;
  private volatile Consumer<BarrierMark> barriers = mark -> {};
  private int openChannels;
  private long bytesIn;

  /** Channels whose restored slices have not all been polled: others wait for them. */
  private int restoring;

  private final Set<InputChannel> waiting = new LinkedHashSet<>();

  /**
   * Makes a gate and reserves its buffers.
   *
   * @param specs the edges that lead to the input
   * @param owner named if there are too few buffers
   * @param wakeTask called on any thread when there is something to poll
   */
  public InputGate(
      int input, List<InputSpec> specs, Environment environment, String owner, Runnable wakeTask) {
    this.input = input;
    this.wakeTask = wakeTask;
    int remote = 0;
    for (InputSpec spec : specs) {
      for (ChannelSpec channel : spec.channels()) {
        boolean local = channel.worker().equals(environment.worker());
        int index = channels.size();
        channels.add(
            local
                ? new LocalChannel(this, index, channel, environment.partitions())
                : new RemoteChannel(this, index, channel, environment.network()));
        remote += local ? 0 : 1;
      }
    }
    this.openChannels = channels.size();
    this.bufferSize = environment.buffers().bufferSize();
    this.debloat = new BufferDebloat(environment.debloat(), bufferSize);
    this.exclusivePool =
        environment.buffers().createPool(requiredBuffers(specs, environment), remote, owner);
    this.floatingPool =
        environment
            .buffers()
            .createPool(0, remote == 0 ? 0 : remote + environment.floatingBuffers(), owner);
  }

  /** Buffers that a gate cannot do without: one for each channel from another worker. */
  public static int requiredBuffers(List<InputSpec> specs, Environment environment) {
    int remote = 0;
    for (InputSpec spec : specs) {
      for (ChannelSpec channel : spec.channels()) {
        remote += channel.worker().equals(environment.worker()) ? 0 : 1;
      }
    }
    return remote;
  }

  /** Whether each of the edges is read only when complete. */
  public static boolean isBlocking(List<InputSpec> specs) {
    return specs.stream().allMatch(spec -> spec.exchange() == ExchangeMode.BLOCKING);
  }

  LocalBufferPool exclusivePool() {
    return exclusivePool;
  }

  LocalBufferPool floatingPool() {
    return floatingPool;
  }

  /** Number of the input of the head operator. */
  public int input() {
    return input;
  }

  public int channelCount() {
    return channels.size();
  }

  /** Begins to read all channels. */
  public void start() {
    for (InputChannel channel : channels) {
      channel.start();
      if (channel.hasRestored()) {
        restoring++;
        onAvailable(channel);
      }
    }
  }

  /**
   * Sets who is told of barriers when they arrive, before the gate starts. Called by any thread.
   */
  public void setBarrierListener(Consumer<BarrierMark> listener) {
    barriers = listener;
  }

  void onBarrier(BarrierMark mark) {
    barriers.accept(mark);
  }

  /**
   * Brings back what a barrier had overtaken in a channel, before the gate starts. It is read
   * before anything that comes by any channel: other senders than before may send what follows it.
   */
  public void restore(int channel, SavedSlice slice) {
    channels.get(channel).restore(slice.toSlice());
  }

  /**
   * Copies what has come and was not read, and what comes until the barrier of the checkpoint is
   * there in each channel.
   */
  void save(long checkpointId, InFlight inFlight) {
    for (InputChannel channel : channels) {
      InFlight.Part part = inFlight.open(true, input, channel.index());
      if (channel.ended) {
        part.done();
      } else {
        channel.save(checkpointId, part);
      }
    }
  }

  /** A channel may have something to poll. Any thread. */
  void onAvailable(InputChannel channel) {
    synchronized (queue) {
      if (channel.queued) {
        return;
      }
      channel.queued = true;
      queue.add(channel);
    }
    wakeTask.run();
  }

  /**
   * A channel whose reader has been given a new slice, or that has a barrier; null if there is none
   * now.
   */
  InputChannel poll() throws IOException {
    while (true) {
      InputChannel channel;
      synchronized (queue) {
        channel = queue.poll();
        if (channel == null) {
          return null;
        }
        channel.queued = false;
      }
      if (channel.blocked) {
        continue;
      }
      if (channel.reader().slice() != null) {
        // it goes on where it was held back
        return channel;
      }
      boolean restored = channel.hasRestored();
      if (restoring > 0 && !restored) {
        waiting.add(channel);
        continue;
      }
      BufferSlice slice = next(channel);
      if (restored && !channel.hasRestored()) {
        endRestoring();
      }
      if (slice != null && slice.mark() != null) {
        return channel;
      }
      if (slice != null) {
        bytesIn += slice.length();
        channel.reader().setSlice(slice);
        return channel;
      }
    }
  }

  private static BufferSlice next(InputChannel channel) throws IOException {
    try {
      return channel.next();
    } catch (FlyshuttleException e) {
      throw e.code() == ErrorCode.PARTITION_LOST
          ? new PartitionLostException(channel.spec().partition(), e)
          : e;
    }
  }

  private void endRestoring() {
    restoring--;
    if (restoring == 0) {
      waiting.forEach(this::enqueue);
      waiting.clear();
    }
  }

  /** The slice of a channel has been read; the channel waits for its turn again. */
  void done(InputChannel channel) {
    BufferSlice slice = channel.reader().takeSlice();
    boolean last = slice.last();
    channel.consumed(slice);
    if (last) {
      openChannels--;
      channel.ended = true;
      channel.close();
      return;
    }
    enqueue(channel);
  }

  /** A barrier has been taken from the channel; it waits for its turn again. */
  void passed(InputChannel channel) {
    if (!channel.blocked) {
      enqueue(channel);
    }
  }

  private void enqueue(InputChannel channel) {
    synchronized (queue) {
      if (!channel.queued) {
        channel.queued = true;
        queue.add(channel);
      }
    }
  }

  /** Takes the bytes of a slice. */
  @FunctionalInterface
  public interface BytesReceiver {
    void receive(int channel, byte[] bytes, int offset, int length) throws IOException;
  }

  /** Hands on the bytes of the next slice as they are; false if there is none now. */
  public boolean pollBytes(BytesReceiver receiver) throws IOException {
    InputChannel channel = poll();
    if (channel == null) {
      return false;
    }
    BufferSlice slice = channel.reader().slice();
    try {
      if (slice.length() > 0) {
        receiver.receive(channel.index(), slice.buffer().array(), slice.offset(), slice.length());
      }
    } finally {
      done(channel);
    }
    return true;
  }

  /** Holds a channel back: it is not polled until {@link #resume}. */
  void block(int channel) {
    channels.get(channel).blocked = true;
  }

  /** Reads all channels again that were held back. */
  void resume() {
    for (InputChannel channel : channels) {
      if (channel.blocked) {
        channel.blocked = false;
        if (!channel.ended) {
          enqueue(channel);
        }
      }
    }
  }

  /** Says something to the operator of each producer. */
  public void reply(byte[] message) {
    for (InputChannel channel : channels) {
      if (!channel.ended) {
        channel.reply(message);
      }
    }
  }

  /** Whether all channels have been read to their end. */
  public boolean isEnded() {
    return openChannels == 0;
  }

  long bytesIn() {
    return bytesIn;
  }

  /** Bytes that wait to be read. Any thread. */
  public long queuedBytes() {
    long bytes = 0;
    for (InputChannel channel : channels) {
      bytes += channel.queuedBytes();
    }
    return bytes;
  }

  /** Buffers that wait to be read, here or at their producers. Any thread. */
  int queuedBuffers() {
    int buffers = 0;
    for (InputChannel channel : channels) {
      buffers += channel.queuedBuffers();
    }
    return buffers;
  }

  /** How many bytes producers put into a buffer. Any thread. */
  public int bufferSize() {
    return bufferSize;
  }

  /**
   * Measures how fast the gate is read, and has producers fill smaller or larger buffers if that
   * keeps what is in flight nearer to the target. One thread at a time.
   *
   * @param activeNanos since the start in which the task did not wait for input
   */
  public void debloat(long activeNanos) {
    if (debloat.measure(bytesIn, activeNanos, queuedBuffers())) {
      bufferSize = debloat.size();
      channels.forEach(channel -> channel.announce(bufferSize));
    }
  }

  /** Ends reading and gives all memory back. Idempotent. */
  public void close() {
    for (InputChannel channel : channels) {
      BufferSlice slice = channel.reader().slice();
      if (slice != null) {
        channel.reader().takeSlice();
        slice.release();
      }
      channel.close();
    }
    exclusivePool.close();
    floatingPool.close();
  }
}
