// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.file.source;

import io.flyshuttle.core.connector.SimpleVersionedSerializer;
import io.flyshuttle.core.file.Path;
import io.flyshuttle.core.memory.DataInputDeserializer;
import io.flyshuttle.core.memory.DataOutputSerializer;
import java.io.IOException;

/**
 * Splits of files as bytes.
 *
 * <pre>
 * UTF id, UTF path, long offset, length, modification time, file size, int hosts, UTF each,
 * boolean position; long offset, records after it
 * </pre>
 */
public final class FileSourceSplitSerializer implements SimpleVersionedSerializer<FileSourceSplit> {

  public static final FileSourceSplitSerializer INSTANCE = new FileSourceSplitSerializer();

  @Override
  public int getVersion() {
    return 1;
  }

  @Override
  public byte[] serialize(FileSourceSplit split) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(128);
    out.writeUTF(split.splitId());
    out.writeUTF(split.path().toString());
    out.writeLong(split.offset());
    out.writeLong(split.length());
    out.writeLong(split.fileModificationTime());
    out.writeLong(split.fileSize());
    String[] hosts = split.hostnames();
    out.writeInt(hosts.length);
    for (String host : hosts) {
      out.writeUTF(host);
    }
    CheckpointedPosition position = split.getReaderPosition().orElse(null);
    out.writeBoolean(position != null);
    if (position != null) {
      out.writeLong(position.getOffset());
      out.writeLong(position.getRecordsAfterOffset());
    }
    return out.getCopyOfBuffer();
  }

  @Override
  public FileSourceSplit deserialize(int version, byte[] serialized) throws IOException {
    if (version != 1) {
      throw new IOException("a file split of unknown version " + version);
    }
    DataInputDeserializer in = new DataInputDeserializer(serialized);
    String id = in.readUTF();
    Path path = new Path(in.readUTF());
    long offset = in.readLong();
    long length = in.readLong();
    long modified = in.readLong();
    long size = in.readLong();
    String[] hosts = new String[in.readInt()];
    for (int i = 0; i < hosts.length; i++) {
      hosts[i] = in.readUTF();
    }
    CheckpointedPosition position =
        in.readBoolean() ? new CheckpointedPosition(in.readLong(), in.readLong()) : null;
    return new FileSourceSplit(id, path, offset, length, modified, size, hosts, position);
  }
}
