// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.source.hybrid;

import io.flyshuttle.core.connector.SimpleVersionedSerialization;
import io.flyshuttle.core.connector.SimpleVersionedSerializer;
import io.flyshuttle.core.connector.source.Source;
import io.flyshuttle.core.connector.source.SourceSplit;
import io.flyshuttle.core.memory.DataInputDeserializer;
import io.flyshuttle.core.memory.DataOutputSerializer;
import java.io.IOException;

/**
 * A split of one of several sources, in the form of its own serializer.
 *
 * @param source position of its source
 * @param id of the split in its source
 * @param bytes the split with its version
 */
record HybridSplit(int source, String id, byte[] bytes) implements SourceSplit {

  @SuppressWarnings("unchecked")
  static HybridSplit of(int index, Source<?, ?, ?> source, SourceSplit split) throws IOException {
    SimpleVersionedSerializer<SourceSplit> serializer =
        (SimpleVersionedSerializer<SourceSplit>) source.getSplitSerializer();
    return new HybridSplit(
        index,
        split.splitId(),
        SimpleVersionedSerialization.writeVersionAndSerialize(serializer, split));
  }

  @SuppressWarnings("unchecked")
  SourceSplit unwrap(Source<?, ?, ?> of) throws IOException {
    return SimpleVersionedSerialization.readVersionAndDeSerialize(
        (SimpleVersionedSerializer<SourceSplit>) of.getSplitSerializer(), bytes);
  }

  @Override
  public String splitId() {
    return source + "/" + id;
  }

  /** Position, id, length, bytes. */
  static final SimpleVersionedSerializer<HybridSplit> SERIALIZER =
      new SimpleVersionedSerializer<>() {
        @Override
        public int getVersion() {
          return 1;
        }

        @Override
        public byte[] serialize(HybridSplit split) throws IOException {
          DataOutputSerializer out = new DataOutputSerializer(64);
          out.writeInt(split.source);
          out.writeUTF(split.id);
          out.writeInt(split.bytes.length);
          out.write(split.bytes);
          return out.getCopyOfBuffer();
        }

        @Override
        public HybridSplit deserialize(int version, byte[] serialized) throws IOException {
          DataInputDeserializer in = new DataInputDeserializer(serialized);
          int source = in.readInt();
          String id = in.readUTF();
          byte[] bytes = new byte[in.readInt()];
          in.readFully(bytes);
          return new HybridSplit(source, id, bytes);
        }
      };
}
