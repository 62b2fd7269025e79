// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.feedback;

import io.flyshuttle.core.memory.DataInputDeserializer;
import io.flyshuttle.core.memory.DataOutputSerializer;
import io.flyshuttle.core.type.TypeSerializer;
import java.io.IOException;

/**
 * A record on its way back.
 *
 * <pre>
 * int number of the tail, long timestamp, the record
 * </pre>
 */
final class Feedback {
  private Feedback() {}

  static byte[] write(int tail, long timestamp, Object record, TypeSerializer<Object> serializer)
      throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    out.writeInt(tail);
    out.writeLong(timestamp);
    serializer.serialize(record, out);
    return out.getCopyOfBuffer();
  }

  static int tail(byte[] bytes) throws IOException {
    return new DataInputDeserializer(bytes).readInt();
  }

  /** What takes a record. */
  @FunctionalInterface
  interface Receiver {
    void receive(Object record, long timestamp);
  }

  static void read(byte[] bytes, TypeSerializer<Object> serializer, Receiver receiver)
      throws IOException {
    DataInputDeserializer in = new DataInputDeserializer(bytes);
    in.readInt();
    long timestamp = in.readLong();
    receiver.receive(serializer.deserialize(in), timestamp);
  }
}
