// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.partition;

import io.flyshuttle.core.checkpoint.Barrier;
import io.flyshuttle.core.memory.DataOutputSerializer;
import io.flyshuttle.core.operator.ChannelSelector;
import io.flyshuttle.core.operator.Operator;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.worker.buffer.BarrierMark;
import io.flyshuttle.worker.buffer.Buffer;
import io.flyshuttle.worker.buffer.InFlight;
import java.io.IOException;

/**
 * Writes the elements of one edge into the buffers of a partition. A record goes straight into the
 * memory of its channel's buffer; one that does not fit there is cut over as many as it takes. As
 * long as all elements go to all channels they are written once, into buffers all channels share.
 *
 * <p>Used by the task's thread, counters by any.
 *
 * @param <T> type of the records
 */
public final class RecordWriter<T> {

  private static final int SCRATCH_BYTES = 256;

  /** Where the next element of a channel, or of all, goes. */
  private static final class Target {
    final int channel;
    BufferBuilder builder;
    byte[] array;
    int position;
    int limit;

    Target(int channel) {
      this.channel = channel;
    }
  }

  private final ResultPartition partition;
  private final ChannelSelector<T> selector;
  private final TypeSerializer<T> serializer;
  private final boolean flushEachRecord;
  private final DataOutputSerializer out = new DataOutputSerializer(SCRATCH_BYTES);
  private final Target[] targets;
  private final Target all = new Target(ResultPartition.ALL_CHANNELS);

  /** Whether each element so far went to all channels. */
  private boolean shared = true;

  /** Channel of the next latency marker. */
  private int nextMarked;

  // Plain fields, which others read with a delay: a JVM of 64 bits writes them as a whole, and
  // every full buffer is handed over under a lock. Opaque accesses by handles are as quick once
  // they are compiled, but slow before that, and much to compile for each record.
  private long records;
  private long bytes;

  /**
   * @param selector set up already
   * @param flushEachRecord whether readers get each record at once
   */
  public RecordWriter(
      ResultPartition partition,
      ChannelSelector<T> selector,
      TypeSerializer<T> serializer,
      boolean flushEachRecord) {
    this.partition = partition;
    this.selector = selector;
    this.serializer = serializer;
    this.flushEachRecord = flushEachRecord;
    this.targets = new Target[partition.channels()];
    for (int i = 0; i < targets.length; i++) {
      targets[i] = new Target(i);
    }
  }

  /**
   * Sends a record to the channel the selector chooses.
   *
   * <p>All there is to do for a record is in this one method, so that it is larger than what the
   * JIT compiler inlines anywhere. The operators before it, often a chain with a parser in it, are
   * then compiled by themselves and what writes records by itself, each once and soon. As one
   * method they took the compiler seconds, again and again as paths became known, in which slower
   * code ran; and the parser's own methods no longer found room in it.
   */
  public void emit(T record, long timestamp) throws IOException {
    records++;
    DataOutputSerializer to = out;
    int channel = targets.length == 1 ? 0 : selector.select(record);
    Target target = null;
    if (channel >= 0) {
      target = targets[channel];
      if (shared) {
        shared = false;
        if (all.builder != null) {
          closeBuilder(all, all.position, all.position);
        }
      }
    } else if (shared) {
      target = all;
    }
    if (target == null) {
      to.clear();
    } else {
      if (target.position >= target.limit) {
        openBuilder(target, partition.takeBuffer(), partition.bufferSize(target.channel), 0);
      }
      to.setTarget(target.array, target.position, target.limit);
    }
    if (timestamp == Operator.NO_TIMESTAMP) {
      to.write(ElementTag.RECORD);
    } else {
      to.write(ElementTag.TIMED_RECORD);
      to.writeLong(timestamp);
    }
    serializer.serialize(record, to);
    int length = to.length();
    if (target == null) {
      copyToEach();
      to.pruneBuffer();
    } else if (to.spilled()) {
      copyOver(target, to.getSharedBuffer(), length);
      bytes += length;
      to.pruneBuffer();
    } else {
      bytes += length;
      target.position += length;
      target.builder.commit(target.position);
    }
    if (flushEachRecord) {
      if (target == null) {
        partition.flush();
      } else {
        partition.flush(target.channel);
      }
    }
  }

  private void copyToEach() throws IOException {
    for (Target target : targets) {
      copyOver(target, out.getSharedBuffer(), out.length());
    }
    bytes += (long) out.length() * targets.length;
  }

  /** Writes bytes of one element, over as many buffers as it takes. */
  private void copyOver(Target target, byte[] source, int length) throws IOException {
    if (target.position >= target.limit) {
      openBuilder(target, partition.takeBuffer(), partition.bufferSize(target.channel), 0);
    }
    int from = 0;
    while (true) {
      int start = target.position;
      int count = Math.min(target.limit - start, length - from);
      System.arraycopy(source, from, target.array, start, count);
      from += count;
      if (from == length) {
        target.position = start + count;
        target.builder.commit(target.position);
        return;
      }
      closeBuilder(target, start, start + count);
      // how much of the element is left decides whether the next buffer holds its end
      int left = length - from;
      int size = partition.bufferSize(target.channel);
      openBuilder(target, partition.takeMore(), size, left <= size ? left : 0);
    }
  }

  /** Sends a watermark to all channels. */
  public void emitWatermark(long watermark) throws IOException {
    out.clear();
    out.write(ElementTag.WATERMARK);
    out.writeLong(watermark);
    sendControl();
  }

  /** Tells all channels whether this task emits nothing for a while. */
  public void emitIdle(boolean idle) throws IOException {
    out.clear();
    out.write(idle ? ElementTag.IDLE : ElementTag.ACTIVE);
    sendControl();
  }

  /** Sends a marker to one of the channels, in turn; to all while all elements go to all. */
  public void emitLatency(LatencyMarker marker) throws IOException {
    out.clear();
    out.write(ElementTag.LATENCY);
    marker.write(out);
    Target target = shared ? all : targets[nextMarked];
    nextMarked = nextMarked + 1 == targets.length ? 0 : nextMarked + 1;
    copyOver(target, out.getSharedBuffer(), out.length());
    bytes += out.length();
    if (flushEachRecord) {
      partition.flush(target.channel);
    }
  }

  /** Sends a barrier to all channels, and has readers look for it at once. */
  public void emitBarrier(Barrier barrier) throws IOException {
    out.clear();
    out.write(ElementTag.BARRIER);
    barrier.write(out);
    sendControl();
    partition.flush();
  }

  /**
   * Sends a barrier to all channels, not as an element but beside them: an urgent one overtakes all
   * that waits in the channels; another stands behind it, and may overtake it later.
   *
   * @param inFlight gets what is overtaken
   * @param result number of this writer's result there
   */
  public void emitBarrier(BarrierMark mark, InFlight inFlight, int result) throws IOException {
    if (!(partition instanceof PipelinedPartition pipelined)) {
      emitBarrier(mark.barrier());
      return;
    }
    if (!mark.urgent()) {
      closeBuilders();
    }
    pipelined.addBarrier(mark, inFlight, result);
  }

  private void sendControl() throws IOException {
    if (shared) {
      copyOver(all, out.getSharedBuffer(), out.length());
      bytes += out.length();
    } else {
      copyToEach();
    }
    if (flushEachRecord) {
      partition.flush();
    }
  }

  /** Sends what is buffered and the end of all channels. */
  public void finish() throws IOException {
    closeBuilders();
    partition.finish();
  }

  private void closeBuilders() throws IOException {
    if (all.builder != null) {
      closeBuilder(all, all.position, all.position);
    }
    for (Target target : targets) {
      if (target.builder != null) {
        closeBuilder(target, target.position, target.position);
      }
    }
  }

  /** Gives back the buffers that are being filled, after a failure; then nothing is written. */
  public void abandon() {
    abandon(all);
    for (Target target : targets) {
      abandon(target);
    }
  }

  private static void abandon(Target target) {
    if (target.builder != null) {
      target.builder.buffer().release();
      target.builder = null;
    }
  }

  public ResultPartition partition() {
    return partition;
  }

  /** Records sent so far; one that goes to many channels counts once. Any thread. */
  public long records() {
    return records;
  }

  /** Bytes sent so far. Any thread. */
  public long bytes() {
    return bytes;
  }

  private void openBuilder(Target target, Buffer buffer, int size, int head) throws IOException {
    if (target.builder != null) {
      closeBuilder(target, target.position, target.position);
    }
    target.builder = new BufferBuilder(buffer, head);
    target.array = buffer.array();
    target.position = 0;
    target.limit = size;
    partition.opened(target.channel, target.builder);
  }

  private void closeBuilder(Target target, int bodyEnd, int end) throws IOException {
    BufferBuilder builder = target.builder;
    target.builder = null;
    target.array = null;
    target.position = 0;
    target.limit = 0;
    builder.finish(bodyEnd, end);
    partition.filled(target.channel, builder);
  }
}
