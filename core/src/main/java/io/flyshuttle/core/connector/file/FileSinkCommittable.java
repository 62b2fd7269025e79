// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.file;

import io.flyshuttle.core.connector.SimpleVersionedSerializer;
import io.flyshuttle.core.memory.DataInputDeserializer;
import io.flyshuttle.core.memory.DataOutputSerializer;
import java.io.IOException;

/**
 * A complete part that is to become visible.
 *
 * @param unfinished where it is
 * @param target where it is to be
 */
public record FileSinkCommittable(String unfinished, String target) {

  /** Two strings. */
  static final SimpleVersionedSerializer<FileSinkCommittable> SERIALIZER =
      new SimpleVersionedSerializer<>() {
        @Override
        public int getVersion() {
          return 1;
        }

        @Override
        public byte[] serialize(FileSinkCommittable part) throws IOException {
          DataOutputSerializer out = new DataOutputSerializer(128);
          out.writeUTF(part.unfinished);
          out.writeUTF(part.target);
          return out.getCopyOfBuffer();
        }

        @Override
        public FileSinkCommittable deserialize(int version, byte[] bytes) throws IOException {
          DataInputDeserializer in = new DataInputDeserializer(bytes);
          return new FileSinkCommittable(in.readUTF(), in.readUTF());
        }
      };
}
