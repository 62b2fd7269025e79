// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.source.split;

import io.flyshuttle.core.connector.source.SourceEvent;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.memory.DataInputDeserializer;
import io.flyshuttle.core.memory.DataOutputSerializer;
import io.flyshuttle.core.plan.CodeBytes;
import java.io.IOException;

/**
 * What a reader tells its enumerator.
 *
 * <pre>
 * byte kind, and then
 *   READY       UTF name of the reader's host
 *   REQUEST     nothing
 *   EVENT       bytes of a serialized SourceEvent
 *   ENDED       nothing
 *   WATERMARK   long
 * </pre>
 */
final class SourceReplies {
  private static final byte READY = 1;
  private static final byte REQUEST = 2;
  private static final byte EVENT = 3;
  private static final byte ENDED = 4;
  private static final byte WATERMARK = 5;

  private SourceReplies() {}

  /** Takes what a reply says. */
  interface Receiver {
    void onReady(String host);

    void onRequest();

    void onEvent(SourceEvent event);

    void onEnded() throws IOException;

    void onWatermark(long watermark) throws IOException;
  }

  private static DataOutputSerializer begin(byte kind) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(32);
    out.writeByte(kind);
    return out;
  }

  static byte[] ready(String host) throws IOException {
    DataOutputSerializer out = begin(READY);
    out.writeUTF(host);
    return out.getCopyOfBuffer();
  }

  static byte[] request() throws IOException {
    return begin(REQUEST).getCopyOfBuffer();
  }

  static byte[] event(SourceEvent event) throws IOException {
    DataOutputSerializer out = begin(EVENT);
    out.write(CodeBytes.write(event, "source event " + event.getClass().getName()));
    return out.getCopyOfBuffer();
  }

  static byte[] ended() throws IOException {
    return begin(ENDED).getCopyOfBuffer();
  }

  static byte[] watermark(long watermark) throws IOException {
    DataOutputSerializer out = begin(WATERMARK);
    out.writeLong(watermark);
    return out.getCopyOfBuffer();
  }

  static void receive(byte[] reply, ClassLoader loader, Receiver receiver) throws Exception {
    DataInputDeserializer in = new DataInputDeserializer(reply);
    byte kind = in.readByte();
    switch (kind) {
      case READY -> receiver.onReady(in.readUTF());
      case REQUEST -> receiver.onRequest();
      case EVENT -> {
        byte[] bytes = new byte[in.available()];
        in.readFully(bytes);
        receiver.onEvent(CodeBytes.read(bytes, loader));
      }
      case ENDED -> receiver.onEnded();
      case WATERMARK -> receiver.onWatermark(in.readLong());
      default ->
          throw new FlyshuttleException(
              ErrorCode.PROTOCOL_VIOLATION, "a reader sent a reply of unknown kind " + kind);
    }
  }
}
