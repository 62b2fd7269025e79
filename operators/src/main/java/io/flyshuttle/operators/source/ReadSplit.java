// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.source;

import io.flyshuttle.core.memory.DataInputDeserializer;
import io.flyshuttle.core.memory.DataOutputSerializer;
import java.io.IOException;

/**
 * A split and how far it has been read.
 *
 * @param split serialized
 * @param position what a format that knows its position gave, serialized; empty if there is none
 * @param records how many records have been read
 */
record ReadSplit(byte[] split, byte[] position, long records) {

  /** A split of which nothing has been read. */
  static ReadSplit whole(byte[] split) {
    return new ReadSplit(split, new byte[0], 0);
  }

  byte[] toBytes() throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(split.length + position.length + 16);
    out.writeInt(split.length);
    out.write(split);
    out.writeInt(position.length);
    out.write(position);
    out.writeLong(records);
    return out.getCopyOfBuffer();
  }

  static ReadSplit fromBytes(byte[] bytes) throws IOException {
    DataInputDeserializer in = new DataInputDeserializer(bytes);
    byte[] split = new byte[in.readInt()];
    in.readFully(split);
    byte[] position = new byte[in.readInt()];
    in.readFully(position);
    return new ReadSplit(split, position, in.readLong());
  }
}
