// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.source.hybrid;

import io.flyshuttle.core.connector.SimpleVersionedSerializer;
import io.flyshuttle.core.memory.DataInputDeserializer;
import io.flyshuttle.core.memory.DataOutputSerializer;
import java.io.IOException;

/**
 * State of the enumerator.
 *
 * @param source position of the source that is being read
 * @param bytes state of its enumerator with its version
 */
record HybridState(int source, byte[] bytes) {

  /** Position, length, bytes. */
  static final SimpleVersionedSerializer<HybridState> SERIALIZER =
      new SimpleVersionedSerializer<>() {
        @Override
        public int getVersion() {
          return 1;
        }

        @Override
        public byte[] serialize(HybridState state) throws IOException {
          DataOutputSerializer out = new DataOutputSerializer(64);
          out.writeInt(state.source);
          out.writeInt(state.bytes.length);
          out.write(state.bytes);
          return out.getCopyOfBuffer();
        }

        @Override
        public HybridState deserialize(int version, byte[] serialized) throws IOException {
          DataInputDeserializer in = new DataInputDeserializer(serialized);
          int source = in.readInt();
          byte[] bytes = new byte[in.readInt()];
          in.readFully(bytes);
          return new HybridState(source, bytes);
        }
      };
}
