// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state.heap;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.memory.DataInputDeserializer;
import io.flyshuttle.core.memory.DataOutputSerializer;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.core.type.TypeSerializerSchemaCompatibility;
import io.flyshuttle.core.type.TypeSerializerSnapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Single elements and snapshots of serializers as byte arrays. */
final class ElementBytes {
  private ElementBytes() {}

  static byte[] ofSerializers(TypeSerializer<?>... serializers) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(128);
    for (TypeSerializer<?> serializer : serializers) {
      TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());
    }
    return out.getCopyOfBuffer();
  }

  /**
   * The serializers that wrote, to read with.
   *
   * @param current those that will write from now on
   */
  static List<TypeSerializer<?>> readers(
      String stateName, byte[] written, ClassLoader loader, TypeSerializer<?>... current)
      throws IOException {
    DataInputDeserializer in = new DataInputDeserializer(written);
    List<TypeSerializer<?>> readers = new ArrayList<>();
    for (TypeSerializer<?> serializer : current) {
      readers.add(reader(stateName, in, loader, serializer));
    }
    return readers;
  }

  private static <T> TypeSerializer<T> reader(
      String stateName, DataInputDeserializer in, ClassLoader loader, TypeSerializer<T> current)
      throws IOException {
    TypeSerializerSnapshot<T> old = TypeSerializerSnapshot.readVersionedSnapshot(in, loader);
    TypeSerializerSchemaCompatibility<T> compatibility =
        current.snapshotConfiguration().resolveSchemaCompatibility(old);
    if (compatibility.isIncompatible()) {
      throw new FlyshuttleException(
          ErrorCode.STATE_NOT_RESTORABLE,
          "The operator state \""
              + stateName
              + "\" was written in a form that "
              + current.getClass().getSimpleName()
              + " cannot read: "
              + compatibility.getReason());
    }
    return old.restoreSerializer();
  }
}
