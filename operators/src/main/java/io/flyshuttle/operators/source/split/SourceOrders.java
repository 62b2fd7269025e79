// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.source.split;

import io.flyshuttle.core.connector.SimpleVersionedSerializer;
import io.flyshuttle.core.connector.source.SourceEvent;
import io.flyshuttle.core.connector.source.SourceSplit;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.memory.DataInputDeserializer;
import io.flyshuttle.core.memory.DataOutputSerializer;
import io.flyshuttle.core.plan.CodeBytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What an enumerator tells a reader, as records of bytes.
 *
 * <pre>
 * int index of the reader, byte kind, and then
 *   SPLITS      int version, int count; for each: int length, bytes
 *   NO_MORE     nothing
 *   EVENT       bytes of a serialized SourceEvent
 *   ALIGN       long highest watermark that readers may have
 * </pre>
 */
final class SourceOrders {
  private static final byte SPLITS = 1;
  private static final byte NO_MORE = 2;
  private static final byte EVENT = 3;
  private static final byte ALIGN = 4;

  private SourceOrders() {}

  /** Takes what an order says. */
  interface Receiver<SplitT> {
    void onSplits(List<SplitT> splits);

    void onNoMoreSplits();

    void onEvent(SourceEvent event);

    void onAlign(long highestWatermark);
  }

  private static DataOutputSerializer begin(int reader, byte kind) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    out.writeInt(reader);
    out.writeByte(kind);
    return out;
  }

  static <SplitT> byte[] splits(
      int reader, List<SplitT> splits, SimpleVersionedSerializer<SplitT> serializer)
      throws IOException {
    DataOutputSerializer out = begin(reader, SPLITS);
    out.writeInt(serializer.getVersion());
    out.writeInt(splits.size());
    for (SplitT split : splits) {
      byte[] bytes = serializer.serialize(split);
      out.writeInt(bytes.length);
      out.write(bytes);
    }
    return out.getCopyOfBuffer();
  }

  static byte[] noMoreSplits(int reader) throws IOException {
    return begin(reader, NO_MORE).getCopyOfBuffer();
  }

  static byte[] event(int reader, SourceEvent event) throws IOException {
    DataOutputSerializer out = begin(reader, EVENT);
    out.write(CodeBytes.write(event, "source event " + event.getClass().getName()));
    return out.getCopyOfBuffer();
  }

  static byte[] align(int reader, long highestWatermark) throws IOException {
    DataOutputSerializer out = begin(reader, ALIGN);
    out.writeLong(highestWatermark);
    return out.getCopyOfBuffer();
  }

  /** What an order of {@link #align} says. */
  static long watermark(byte[] order) throws IOException {
    DataInputDeserializer in = new DataInputDeserializer(order);
    in.skipBytes(Integer.BYTES + Byte.BYTES);
    return in.readLong();
  }

  /** Index of the reader that an order is for. */
  static int reader(byte[] order) {
    return (order[0] & 0xff) << 24
        | (order[1] & 0xff) << 16
        | (order[2] & 0xff) << 8
        | (order[3] & 0xff);
  }

  /** Whether the enumerator gives such an order again after a restart. */
  static boolean isGivenAgain(byte[] order) {
    byte kind = order[Integer.BYTES];
    return kind == NO_MORE || kind == ALIGN;
  }

  static <SplitT extends SourceSplit> void receive(
      byte[] order,
      SimpleVersionedSerializer<SplitT> serializer,
      ClassLoader loader,
      Receiver<SplitT> receiver)
      throws Exception {
    DataInputDeserializer in = new DataInputDeserializer(order);
    in.readInt();
    byte kind = in.readByte();
    switch (kind) {
      case SPLITS -> {
        int version = in.readInt();
        List<SplitT> splits = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
          byte[] bytes = new byte[in.readInt()];
          in.readFully(bytes);
          splits.add(serializer.deserialize(version, bytes));
        }
        receiver.onSplits(splits);
      }
      case NO_MORE -> receiver.onNoMoreSplits();
      case EVENT -> {
        byte[] bytes = new byte[in.available()];
        in.readFully(bytes);
        receiver.onEvent(CodeBytes.read(bytes, loader));
      }
      case ALIGN -> receiver.onAlign(in.readLong());
      default ->
          throw new FlyshuttleException(
              ErrorCode.PROTOCOL_VIOLATION, "an enumerator sent an order of unknown kind " + kind);
    }
  }
}
