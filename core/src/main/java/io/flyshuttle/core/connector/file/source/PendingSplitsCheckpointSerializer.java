// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.file.source;

import io.flyshuttle.core.connector.SimpleVersionedSerializer;
import io.flyshuttle.core.file.Path;
import io.flyshuttle.core.memory.DataInputDeserializer;
import io.flyshuttle.core.memory.DataOutputSerializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The state of an enumerator of files as bytes.
 *
 * @param <T> type of the splits
 */
public final class PendingSplitsCheckpointSerializer<T extends FileSourceSplit>
    implements SimpleVersionedSerializer<PendingSplitsCheckpoint<T>> {
  private final SimpleVersionedSerializer<T> splitSerializer;

  public PendingSplitsCheckpointSerializer(SimpleVersionedSerializer<T> splitSerializer) {
    this.splitSerializer = splitSerializer;
  }

  @Override
  public int getVersion() {
    return 1;
  }

  @Override
  public byte[] serialize(PendingSplitsCheckpoint<T> checkpoint) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(256);
    out.writeInt(splitSerializer.getVersion());
    out.writeInt(checkpoint.getSplits().size());
    for (T split : checkpoint.getSplits()) {
      byte[] bytes = splitSerializer.serialize(split);
      out.writeInt(bytes.length);
      out.write(bytes);
    }
    out.writeInt(checkpoint.getAlreadyProcessedPaths().size());
    for (Path path : checkpoint.getAlreadyProcessedPaths()) {
      out.writeUTF(path.toString());
    }
    return out.getCopyOfBuffer();
  }

  @Override
  public PendingSplitsCheckpoint<T> deserialize(int version, byte[] serialized) throws IOException {
    if (version != 1) {
      throw new IOException("pending splits of unknown version " + version);
    }
    DataInputDeserializer in = new DataInputDeserializer(serialized);
    int splitVersion = in.readInt();
    List<T> splits = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      byte[] bytes = new byte[in.readInt()];
      in.readFully(bytes);
      splits.add(splitSerializer.deserialize(splitVersion, bytes));
    }
    List<Path> paths = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      paths.add(new Path(in.readUTF()));
    }
    return PendingSplitsCheckpoint.fromCollectionSnapshot(splits, paths);
  }
}
