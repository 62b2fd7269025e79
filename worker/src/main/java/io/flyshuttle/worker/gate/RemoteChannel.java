// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.gate;

import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.protocol.message.ChannelSpec;
import io.flyshuttle.worker.buffer.BarrierMark;
import io.flyshuttle.worker.buffer.Buffer;
import io.flyshuttle.worker.buffer.BufferSlice;
import io.flyshuttle.worker.buffer.InFlight;
import io.flyshuttle.worker.network.RemoteLink;
import io.flyshuttle.worker.network.RemoteReceiver;
import io.flyshuttle.worker.network.WorkerNetwork;
import java.util.ArrayDeque;

/**
 * A channel from another worker. It always owns one buffer of the gate's exclusive pool, so that no
 * other channel can starve it, and takes more from the gate's floating pool while the producer has
 * more to send. Credit is given for each buffer that is ready.
 */
final class RemoteChannel extends InputChannel implements RemoteReceiver {

  /** Buffers that are ready, if there are enough, even if nothing is known to wait. */
  private static final int AHEAD = 2;

  private final WorkerNetwork network;

  // guarded by this
  private final ArrayDeque<Buffer> ready = new ArrayDeque<>();
  private final ArrayDeque<BufferSlice> arrived = new ArrayDeque<>();
  private boolean exclusiveHeld;
  private int backlog;
  private FlyshuttleException failure;
  private RemoteLink link;
  private boolean ended;
  private boolean closed;

  /** Where what comes is saved until a checkpoint's barrier comes; null if it need not be. */
  private InFlight.Part saving;

  private long savingId;

  /** The newest checkpoint whose barrier has been polled. */
  private long polledId = Long.MIN_VALUE;

  RemoteChannel(InputGate gate, int index, ChannelSpec spec, WorkerNetwork network) {
    super(gate, index, spec);
    this.network = network;
  }

  @Override
  void start() {
    synchronized (this) {
      int credit = refill();
      link = network.open(spec(), credit, this);
    }
  }

  /** Takes buffers from the pools; returns how many. Called with the lock held. */
  private int refill() {
    int taken = 0;
    if (!exclusiveHeld) {
      Buffer own = gate().exclusivePool().tryTake();
      if (own == null) {
        // promised, but lent to somebody else at the moment
        gate().exclusivePool().whenFree(this::onBufferFree);
        own = gate().exclusivePool().tryTake();
      }
      if (own != null) {
        exclusiveHeld = true;
        ready.add(own);
        taken++;
      }
    }
    int wanted = AHEAD + backlog;
    while (ready.size() < wanted) {
      Buffer floating = gate().floatingPool().tryTake();
      if (floating == null) {
        break;
      }
      ready.add(floating);
      taken++;
    }
    return taken;
  }

  private void onBufferFree() {
    int credit;
    synchronized (this) {
      if (closed || ended || link == null) {
        return;
      }
      credit = refill();
    }
    if (credit > 0) {
      link.giveCredit(credit);
    }
  }

  @Override
  public synchronized Buffer memory() {
    return ready.poll();
  }

  @Override
  public void onSlice(BufferSlice slice, int backlog) {
    synchronized (this) {
      if (closed) {
        slice.release();
        return;
      }
      arrived.add(slice);
      this.backlog = backlog;
      ended = slice.last();
      if (saving != null) {
        saving.add(slice);
        if (ended) {
          saved();
        }
      }
    }
    gate().onAvailable(this);
    onBufferFree();
  }

  @Override
  public void onBarrier(BarrierMark mark) {
    synchronized (this) {
      if (closed) {
        return;
      }
      arrived.add(BufferSlice.of(mark));
      if (saving != null && mark.checkpointId() >= savingId) {
        saved();
      }
    }
    gate().onBarrier(mark);
    gate().onAvailable(this);
  }

  private void saved() {
    saving.done();
    saving = null;
  }

  @Override
  void saveRest(long checkpointId, InFlight.Part part) {
    synchronized (this) {
      saving = null;
      if (polledId >= checkpointId) {
        part.done();
        return;
      }
      for (BufferSlice slice : arrived) {
        if (slice.mark() != null && slice.mark().checkpointId() >= checkpointId) {
          part.done();
          return;
        }
        part.add(slice);
      }
      if (ended || closed || failure != null) {
        part.done();
      } else {
        saving = part;
        savingId = checkpointId;
      }
    }
  }

  @Override
  public void onFailure(FlyshuttleException cause) {
    synchronized (this) {
      failure = cause;
    }
    gate().onAvailable(this);
  }

  @Override
  synchronized BufferSlice poll() {
    BufferSlice slice = arrived.poll();
    if (slice == null && failure != null) {
      throw failure;
    }
    if (slice != null && slice.mark() != null) {
      polledId = Math.max(polledId, slice.mark().checkpointId());
    }
    return slice;
  }

  @Override
  void consumed(BufferSlice slice) {
    boolean exclusive = slice.buffer().isOf(gate().exclusivePool());
    slice.release();
    int credit;
    synchronized (this) {
      if (exclusive) {
        exclusiveHeld = false;
      }
      if (closed || ended) {
        return;
      }
      credit = refill();
    }
    if (credit > 0) {
      link.giveCredit(credit);
    }
  }

  @Override
  synchronized long queuedBytes() {
    long bytes = restoredBytes();
    for (BufferSlice slice : arrived) {
      bytes += slice.length();
    }
    return bytes;
  }

  @Override
  synchronized int queuedBuffers() {
    return arrived.size() + backlog;
  }

  @Override
  void announce(int bufferSize) {
    RemoteLink open;
    synchronized (this) {
      open = closed || ended ? null : link;
    }
    if (open != null) {
      open.announce(bufferSize);
    }
  }

  @Override
  void reply(byte[] message) {
    RemoteLink open;
    synchronized (this) {
      open = link;
    }
    if (open == null) {
      throw new IllegalStateException("the channel has not been started");
    }
    open.reply(message);
  }

  @Override
  void close() {
    RemoteLink open;
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      open = link;
      if (saving != null) {
        saved();
      }
      ready.forEach(Buffer::release);
      ready.clear();
      arrived.forEach(BufferSlice::release);
      arrived.clear();
    }
    if (open != null && !ended) {
      open.close();
    }
  }
}
