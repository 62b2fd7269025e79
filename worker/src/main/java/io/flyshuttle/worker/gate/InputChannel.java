// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.gate;

import io.flyshuttle.protocol.message.ChannelSpec;
import io.flyshuttle.worker.buffer.BarrierMark;
import io.flyshuttle.worker.buffer.BufferSlice;
import io.flyshuttle.worker.buffer.InFlight;
import java.io.IOException;
import java.util.ArrayDeque;

/** One channel of a gate. Used by the task's thread, except where a method says otherwise. */
abstract sealed class InputChannel permits LocalChannel, RemoteChannel {

  private final InputGate gate;
  private final int index;
  private final ElementReader reader = new ElementReader();

  /** Whether the gate has the channel in its queue; guarded by the gate's lock. */
  boolean queued;

  /** Whether the channel has delivered a barrier that others have not. */
  boolean blocked;

  /** Whether all of the channel has been read. */
  boolean ended;

  /** A barrier that has been polled and not been looked at. */
  private BarrierMark mark;

  /** What a barrier had overtaken before the task was restored, not yet read. */
  private final ArrayDeque<BufferSlice> restored = new ArrayDeque<>();

  private volatile long restoredBytes;

  /**
   * The newest watermark, if the channel gives several subpartitions one after the other: it holds
   * when the last of them has been read.
   */
  private long held = Long.MIN_VALUE;

  private final ChannelSpec spec;

  InputChannel(InputGate gate, int index, ChannelSpec spec) {
    this.gate = gate;
    this.index = index;
    this.spec = spec;
  }

  /** What is read. */
  final ChannelSpec spec() {
    return spec;
  }

  /** Keeps a watermark to the end of the channel; false if it holds now. */
  final boolean hold(long watermark) {
    if (spec.isRange()) {
      held = watermark;
    }
    return spec.isRange();
  }

  /** The watermark that was held back; {@link Long#MIN_VALUE} if there is none. */
  final long held() {
    return held;
  }

  final InputGate gate() {
    return gate;
  }

  /** Number of the channel in its gate. */
  final int index() {
    return index;
  }

  /** Cuts the channel's slices into elements. */
  final ElementReader reader() {
    return reader;
  }

  /** Brings back what a barrier had overtaken, before {@link #start}. */
  final void restore(BufferSlice slice) {
    restored.add(slice);
    restoredBytes += slice.length();
  }

  final boolean hasRestored() {
    return !restored.isEmpty();
  }

  /** Bytes that were restored and wait to be polled. Any thread. */
  final long restoredBytes() {
    return restoredBytes;
  }

  /** The next slice, of what was restored or of what comes; a barrier goes to the side. */
  final BufferSlice next() throws IOException {
    BufferSlice slice = restored.poll();
    if (slice != null) {
      restoredBytes -= slice.length();
      return slice;
    }
    slice = poll();
    if (slice != null && slice.mark() != null) {
      mark = slice.mark();
      slice.release();
    }
    return slice;
  }

  /** The barrier that was polled last, once; else null. */
  final BarrierMark takeMark() {
    BarrierMark taken = mark;
    mark = null;
    return taken;
  }

  /**
   * Copies what has come and was not read, and from now on what comes, until the barrier of the
   * checkpoint is there.
   */
  final void save(long checkpointId, InFlight.Part part) {
    reader.save(part);
    restored.forEach(part::add);
    saveRest(checkpointId, part);
  }

  /** As {@link #save}, for what has not been polled. */
  abstract void saveRest(long checkpointId, InFlight.Part part);

  /** Begins to read. */
  abstract void start();

  /** The next slice; null if there is none, and then the gate is told when there is. */
  abstract BufferSlice poll() throws IOException;

  /** A slice has been read: gives back its memory, and credit if that makes sense. */
  abstract void consumed(BufferSlice slice);

  /** Bytes that wait to be polled. Any thread. */
  abstract long queuedBytes();

  /** Slices that wait to be polled, here or at the producer. Any thread. */
  abstract int queuedBuffers();

  /** Has the producer put so many bytes into a buffer. Any thread. */
  abstract void announce(int bufferSize);

  /** Says something to the producer's operator. */
  abstract void reply(byte[] message);

  /** Ends reading and frees memory. */
  abstract void close();
}
