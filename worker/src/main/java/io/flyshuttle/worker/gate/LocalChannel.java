// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.gate;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.protocol.message.ChannelSpec;
import io.flyshuttle.worker.buffer.BufferSlice;
import io.flyshuttle.worker.partition.PartitionRegistry;
import io.flyshuttle.worker.partition.ResultPartition;
import io.flyshuttle.worker.partition.SubpartitionView;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;

/** A channel from a task of the same worker: takes the producer's buffers without a copy. */
final class LocalChannel extends InputChannel {

  private final ChannelSpec spec;
  private final PartitionRegistry partitions;
  private volatile SubpartitionView view;
  private volatile Throwable failure;
  private final List<byte[]> early = new ArrayList<>();
  private boolean closed;

  LocalChannel(InputGate gate, int index, ChannelSpec spec, PartitionRegistry partitions) {
    super(gate, index);
    this.spec = spec;
    this.partitions = partitions;
  }

  @Override
  void start() {
    partitions.request(spec.partition()).whenComplete(this::open);
  }

  private void open(ResultPartition partition, Throwable missing) {
    try {
      if (missing != null) {
        throw missing;
      }
      SubpartitionView opened =
          partition.openView(spec.subpartition(), () -> gate().onAvailable(this));
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
    gate().onAvailable(this);
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
    return source == null ? null : source.poll();
  }

  @Override
  void consumed(BufferSlice slice) {
    slice.release();
  }

  @Override
  long queuedBytes() {
    SubpartitionView source = view;
    return source == null ? 0 : source.queuedBytes();
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
    }
    if (open != null) {
      open.close();
    }
  }
}
