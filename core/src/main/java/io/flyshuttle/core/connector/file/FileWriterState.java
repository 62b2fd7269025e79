// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.file;

import io.flyshuttle.core.connector.SimpleVersionedSerialization;
import io.flyshuttle.core.connector.SimpleVersionedSerializer;
import io.flyshuttle.core.memory.DataInputDeserializer;
import io.flyshuttle.core.memory.DataOutputSerializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A writer at a checkpoint.
 *
 * @param sinkId the sink whose writer it was
 * @param subtask its subtask
 * @param nextPart number of the next part
 * @param parts those that were being written
 */
record FileWriterState<BucketID>(
    String sinkId, int subtask, long nextPart, List<Part<BucketID>> parts) {

  /**
   * A part that was being written.
   *
   * @param length bytes that belong to the checkpoint
   */
  record Part<BucketID>(
      BucketID bucket, FileSinkCommittable files, long length, long creationMillis) {}

  /** Reads and writes states. */
  static <BucketID> SimpleVersionedSerializer<FileWriterState<BucketID>> serializer(
      SimpleVersionedSerializer<BucketID> buckets) {
    return new SimpleVersionedSerializer<>() {
      @Override
      public int getVersion() {
        return 1;
      }

      @Override
      public byte[] serialize(FileWriterState<BucketID> state) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(256);
        out.writeUTF(state.sinkId);
        out.writeInt(state.subtask);
        out.writeLong(state.nextPart);
        out.writeInt(state.parts.size());
        for (Part<BucketID> part : state.parts) {
          SimpleVersionedSerialization.writeVersionAndSerialize(buckets, part.bucket, out);
          SimpleVersionedSerialization.writeVersionAndSerialize(
              FileSinkCommittable.SERIALIZER, part.files, out);
          out.writeLong(part.length);
          out.writeLong(part.creationMillis);
        }
        return out.getCopyOfBuffer();
      }

      @Override
      public FileWriterState<BucketID> deserialize(int version, byte[] bytes) throws IOException {
        DataInputDeserializer in = new DataInputDeserializer(bytes);
        String sinkId = in.readUTF();
        int subtask = in.readInt();
        long nextPart = in.readLong();
        List<Part<BucketID>> parts = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
          BucketID bucket = SimpleVersionedSerialization.readVersionAndDeSerialize(buckets, in);
          FileSinkCommittable files =
              SimpleVersionedSerialization.readVersionAndDeSerialize(
                  FileSinkCommittable.SERIALIZER, in);
          parts.add(new Part<>(bucket, files, in.readLong(), in.readLong()));
        }
        return new FileWriterState<>(sinkId, subtask, nextPart, parts);
      }
    };
  }
}
