// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.gate;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.protocol.message.ChannelSpec;
import io.flyshuttle.worker.buffer.BarrierMark;
import io.flyshuttle.worker.buffer.BufferSlice;
import io.flyshuttle.worker.buffer.InFlight;
import io.flyshuttle.worker.partition.PartitionRegistry;
import io.flyshuttle.worker.partition.ResultPartition;
import io.flyshuttle.worker.partition.SubpartitionView;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;

/** A channel from a task of the same worker: takes the producer's buffers without a copy. */
final class LocalChannel extends InputChannel {

  private final PartitionRegistry partitions;
  private volatile SubpartitionView view;
  private volatile Throwable failure;
  private final List<byte[]> early = new ArrayList<>();
  private boolean closed;

  // guarded by this: what is polled is saved before anybody can say that all is saved

  /** Where what is polled is saved until a checkpoint's barrier comes; null if it need not be. */
  private InFlight.Part saving;

  private long savingId;

  /** The newest checkpoint whose barrier has been polled. */
  private long polledId = Long.MIN_VALUE;

  private boolean lastPolled;

  LocalChannel(InputGate gate, int index, ChannelSpec spec, PartitionRegistry partitions) {
    super(gate, index, spec);
    this.partitions = partitions;
  }

  @Override
  void start() {
    partitions.request(spec().partition()).whenComplete(this::open);
  }

  private void open(ResultPartition partition, Throwable missing) {
    try {
      if (missing != null) {
        throw missing;
      }
      SubpartitionView opened =
          partition.openView(spec().subpartition(), spec().end(), this::onAvailable);
      synchronized (this) {
        if (closed) {
          opened.close();
        } else {
          early.forEach(opened::reply);
          early.clear();
          view = opened;
        }
      }
    } catch (Throwable e) {
      failure = e instanceof CompletionException ? e.getCause() : e;
    }
    onAvailable();
  }

  private void onAvailable() {
    BarrierMark first = first();
    if (first != null) {
      checkSaved();
      gate().onBarrier(first);
    }
    gate().onAvailable(this);
  }

  /** The barrier that has overtaken all else; null if there is none. */
  private BarrierMark first() {
    SubpartitionView source = view;
    return source == null ? null : source.first();
  }

  @Override
  synchronized void saveRest(long checkpointId, InFlight.Part part) {
    if (lastPolled || closed || polledId >= checkpointId) {
      part.done();
      return;
    }
    saving = part;
    savingId = checkpointId;
    checkSaved();
  }

  /** The barrier may have overtaken what is not polled yet: that is its producer's to save. */
  private synchronized void checkSaved() {
    BarrierMark first = saving == null ? null : first();
    if (first != null && first.checkpointId() >= savingId) {
      saved();
    }
  }

  private void saved() {
    saving.done();
    saving = null;
  }

  private void note(BufferSlice slice) {
    if (slice.mark() != null) {
      polledId = Math.max(polledId, slice.mark().checkpointId());
    }
    // it may still be read when a snapshot is taken, and nothing will follow
    lastPolled |= slice.last();
    if (saving != null) {
      saving.add(slice);
      if (slice.last() || polledId >= savingId) {
        saved();
      }
    }
  }

  @Override
  BufferSlice poll() throws IOException {
    Throwable thrown = failure;
    if (thrown instanceof FlyshuttleException coded) {
      throw coded;
    }
    if (thrown != null) {
      throw new FlyshuttleException(
          ErrorCode.PARTITION_LOST, "a result could not be read: " + thrown, thrown);
    }
    SubpartitionView source = view;
    if (source == null) {
      return null;
    }
    synchronized (this) {
      BufferSlice slice = source.poll();
      if (slice != null) {
        note(slice);
      }
      return slice;
    }
  }

  @Override
  void consumed(BufferSlice slice) {
    slice.release();
  }

  @Override
  long queuedBytes() {
    SubpartitionView source = view;
    return restoredBytes() + (source == null ? 0 : source.queuedBytes());
  }

  @Override
  int queuedBuffers() {
    SubpartitionView source = view;
    return source == null ? 0 : source.backlog();
  }

  @Override
  void announce(int bufferSize) {
    SubpartitionView source = view;
    if (source != null) {
      source.setBufferSize(bufferSize);
    }
  }

  @Override
  synchronized void reply(byte[] message) {
    SubpartitionView open = view;
    if (open != null) {
      open.reply(message);
    } else if (!closed) {
      early.add(message);
    }
  }

  @Override
  void close() {
    SubpartitionView open;
    synchronized (this) {
      closed = true;
      open = view;
      view = null;
      if (saving != null) {
        saved();
      }
    }
    if (open != null) {
      open.close();
    }
  }
}
