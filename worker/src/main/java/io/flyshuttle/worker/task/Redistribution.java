// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.task;

import io.flyshuttle.core.checkpoint.Barrier;
import io.flyshuttle.core.checkpoint.EdgeInFlight;
import io.flyshuttle.core.checkpoint.EdgeRestore;
import io.flyshuttle.core.checkpoint.StateBlob;
import io.flyshuttle.core.checkpoint.file.BlobReader;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.memory.DataInputDeserializer;
import io.flyshuttle.core.memory.DataOutputSerializer;
import io.flyshuttle.core.operator.ChannelSelector;
import io.flyshuttle.core.operator.KeyGroupSelector;
import io.flyshuttle.core.plan.CodeBytes;
import io.flyshuttle.core.state.KeyGroupRange;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.worker.buffer.SavedSlice;
import io.flyshuttle.worker.partition.ElementTag;
import io.flyshuttle.worker.partition.LatencyMarker;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Takes the records that are one subtask's from what was in flight on an edge before the number of
 * senders or receivers changed. What a reader and its writer saved of a channel, one behind the
 * other, is a row of whole elements, wherever slices ended. Watermarks and the like say something
 * of channels that are no more, and are left out; those of the new channels come behind.
 */
final class Redistribution {
  private final EdgeRestore edge;
  private final TypeSerializer<Object> serializer;
  private final ChannelSelector<Object> selector;
  private final int subtask;
  private final int parallelism;
  private final int sliceBytes;
  private final DataOutputSerializer kept = new DataOutputSerializer(1024);

  /**
   * @param serializer of the input
   * @param parallelism number of receivers now
   * @param sliceBytes about how large slices shall be
   */
  Redistribution(
      EdgeRestore edge,
      TypeSerializer<Object> serializer,
      ClassLoader loader,
      int subtask,
      int parallelism,
      int sliceBytes)
      throws IOException, ClassNotFoundException {
    this.edge = edge;
    this.serializer = serializer;
    this.selector = CodeBytes.read(edge.selector(), loader);
    this.subtask = subtask;
    this.parallelism = parallelism;
    this.sliceBytes = sliceBytes;
    if (isByRecord()) {
      selector.setup(parallelism, 0, edge.maxParallelism());
    }
  }

  private boolean isByRecord() {
    return selector.redistribution() == ChannelSelector.Redistribution.BY_RECORD;
  }

  /** Hands on the subtask's records of all channels, channel after channel. */
  void restore(BlobReader reader, Consumer<SavedSlice> target) throws IOException {
    int number = 0;
    for (EdgeInFlight.Channel channel : edge.channels()) {
      if (concerns(channel, number++)) {
        take(bytes(channel, reader), target);
      }
    }
  }

  /** Whether a channel may have records for the subtask. */
  private boolean concerns(EdgeInFlight.Channel channel, int number) {
    return switch (selector.redistribution()) {
      case ANY -> number % parallelism == subtask;
      // as broadcast state is restored: each its own, or all that of the first
      case ALL -> channel.consumer() == (edge.consumers() == parallelism ? subtask : 0);
      case BY_RECORD -> !(selector instanceof KeyGroupSelector) || sharesGroups(channel.consumer());
    };
  }

  private boolean sharesGroups(int formerSubtask) {
    KeyGroupRange former = KeyGroupRange.of(formerSubtask, edge.maxParallelism(), edge.consumers());
    KeyGroupRange own = KeyGroupRange.of(subtask, edge.maxParallelism(), parallelism);
    return Math.max(former.start(), own.start()) < Math.min(former.end(), own.end());
  }

  private static byte[] bytes(EdgeInFlight.Channel channel, BlobReader reader) throws IOException {
    DataOutputSerializer all = new DataOutputSerializer(1024);
    for (StateBlob blob : Arrays.asList(channel.received(), channel.unsent())) {
      if (blob != null) {
        for (SavedSlice slice : SavedSlice.readAll(reader.bytes(blob))) {
          all.write(slice.bytes());
        }
      }
    }
    return all.getCopyOfBuffer();
  }

  private void take(byte[] elements, Consumer<SavedSlice> target) throws IOException {
    DataInputDeserializer in = new DataInputDeserializer(elements);
    while (in.available() > 0) {
      int start = in.getPosition();
      if (isKept(in)) {
        kept.write(elements, start, in.getPosition() - start);
        if (kept.length() >= sliceBytes) {
          handOn(target);
        }
      }
    }
    handOn(target);
  }

  private void handOn(Consumer<SavedSlice> target) {
    if (kept.length() > 0) {
      target.accept(new SavedSlice(kept.getCopyOfBuffer(), 0, kept.length()));
      kept.clear();
    }
  }

  /** Reads an element. */
  private boolean isKept(DataInputDeserializer in) throws IOException {
    int tag = in.readByte();
    switch (tag) {
      case ElementTag.RECORD -> {
        return isOwn(serializer.deserialize(in));
      }
      case ElementTag.TIMED_RECORD -> {
        in.readLong();
        return isOwn(serializer.deserialize(in));
      }
      case ElementTag.WATERMARK -> in.readLong();
      case ElementTag.IDLE, ElementTag.ACTIVE -> {}
      case ElementTag.LATENCY -> LatencyMarker.read(in);
      case ElementTag.BARRIER -> Barrier.read(in);
      default ->
          throw new FlyshuttleException(
              ErrorCode.DATA_CORRUPT,
              "records in flight cannot be dealt out anew: before one of them, "
                  + serializer.getClass().getName()
                  + " read fewer or more bytes than it writes");
    }
    return false;
  }

  private boolean isOwn(Object record) {
    return !isByRecord() || selector.selectAgain(record) == subtask;
  }
}
