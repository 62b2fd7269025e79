// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector;

import io.flyshuttle.core.memory.DataInputDeserializer;
import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputSerializer;
import io.flyshuttle.core.memory.DataOutputView;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes objects with the version of their serializer.
 *
 * <pre>
 * int version, int length, bytes
 * </pre>
 */
public final class SimpleVersionedSerialization {
  private SimpleVersionedSerialization() {}

  public static <T> void writeVersionAndSerialize(
      SimpleVersionedSerializer<T> serializer, T datum, DataOutputView out) throws IOException {
    byte[] bytes = serializer.serialize(datum);
    out.writeInt(serializer.getVersion());
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  public static <T> byte[] writeVersionAndSerialize(
      SimpleVersionedSerializer<T> serializer, T datum) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    writeVersionAndSerialize(serializer, datum, out);
    return out.getCopyOfBuffer();
  }

  /** Writes the version once, then all elements. */
  public static <T> void writeVersionAndSerializeList(
      SimpleVersionedSerializer<T> serializer, List<? extends T> data, DataOutputView out)
      throws IOException {
    out.writeInt(serializer.getVersion());
    out.writeInt(data.size());
    for (T datum : data) {
      byte[] bytes = serializer.serialize(datum);
      out.writeInt(bytes.length);
      out.write(bytes);
    }
  }

  public static <T> T readVersionAndDeSerialize(
      SimpleVersionedSerializer<T> serializer, DataInputView in) throws IOException {
    int version = in.readInt();
    return serializer.deserialize(version, readBytes(in));
  }

  public static <T> T readVersionAndDeSerialize(
      SimpleVersionedSerializer<T> serializer, byte[] bytes) throws IOException {
    return readVersionAndDeSerialize(serializer, new DataInputDeserializer(bytes));
  }

  public static <T> List<T> readVersionAndDeserializeList(
      SimpleVersionedSerializer<T> serializer, DataInputView in) throws IOException {
    int version = in.readInt();
    List<T> data = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      data.add(serializer.deserialize(version, readBytes(in)));
    }
    return data;
  }

  private static byte[] readBytes(DataInputView in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return bytes;
  }
}
