// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.file;

import io.flyshuttle.core.connector.SimpleVersionedSerializer;
import io.flyshuttle.core.memory.DataInputDeserializer;
import io.flyshuttle.core.memory.DataOutputSerializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A complete part that is to become visible.
 *
 * @param unfinished where it is
 * @param target where it is to be
 * @param merged unfinished parts that it was made of, which go when it is visible; mostly none
 */
public record FileSinkCommittable(String unfinished, String target, List<String> merged) {

  public FileSinkCommittable(String unfinished, String target) {
    this(unfinished, target, List.of());
  }

  /** Two strings, and since version 2 the number of merged parts and one string for each. */
  static final SimpleVersionedSerializer<FileSinkCommittable> SERIALIZER =
      new SimpleVersionedSerializer<>() {
        @Override
        public int getVersion() {
          return 2;
        }

        @Override
        public byte[] serialize(FileSinkCommittable part) throws IOException {
          DataOutputSerializer out = new DataOutputSerializer(128);
          out.writeUTF(part.unfinished);
          out.writeUTF(part.target);
          out.writeInt(part.merged.size());
          for (String file : part.merged) {
            out.writeUTF(file);
          }
          return out.getCopyOfBuffer();
        }

        @Override
        public FileSinkCommittable deserialize(int version, byte[] bytes) throws IOException {
          DataInputDeserializer in = new DataInputDeserializer(bytes);
          String unfinished = in.readUTF();
          String target = in.readUTF();
          List<String> merged = new ArrayList<>();
          for (int left = version == 1 ? 0 : in.readInt(); left > 0; left--) {
            merged.add(in.readUTF());
          }
          return new FileSinkCommittable(unfinished, target, List.copyOf(merged));
        }
      };
}
