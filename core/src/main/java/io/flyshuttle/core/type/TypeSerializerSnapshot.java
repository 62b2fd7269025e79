// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.type;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import java.io.IOException;

/**
 * The written form of a serializer's configuration: kept beside state and spilled data, read again
 * by a later version of the program to decide whether the data can still be read. Implementations
 * have a constructor without arguments and override one of the two {@code
 * resolveSchemaCompatibility} methods.
 *
 * @param <T> the type the serializer serves
 */
public interface TypeSerializerSnapshot<T> {

  /** Version of this snapshot's own form, handed back to {@link #readSnapshot}. */
  int getCurrentVersion();

  void writeSnapshot(DataOutputView out) throws IOException;

  void readSnapshot(int readVersion, DataInputView in, ClassLoader userCodeClassLoader)
      throws IOException;

  /** A serializer that reads data written by the one this snapshot was taken of. */
  TypeSerializer<T> restoreSerializer();

  /**
   * Whether data written by the serializer of this snapshot can be read by {@code newSerializer}.
   */
  default TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
      TypeSerializer<T> newSerializer) {
    return newSerializer.snapshotConfiguration().resolveSchemaCompatibility(this);
  }

  /** Whether {@code oldSerializerSnapshot}'s data can be read by this snapshot's serializer. */
  default TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
      TypeSerializerSnapshot<T> oldSerializerSnapshot) {
    return oldSerializerSnapshot.resolveSchemaCompatibility(restoreSerializer());
  }

  /** Writes a snapshot with its class and version, so that it can be read without knowing them. */
  static void writeVersionedSnapshot(DataOutputView out, TypeSerializerSnapshot<?> snapshot)
      throws IOException {
    out.writeUTF(snapshot.getClass().getName());
    out.writeInt(snapshot.getCurrentVersion());
    snapshot.writeSnapshot(out);
  }

  /**
   * Reads what {@link #writeVersionedSnapshot} wrote.
   *
   * @param cl knows the snapshot's class
   */
  @SuppressWarnings("unchecked")
  static <T> TypeSerializerSnapshot<T> readVersionedSnapshot(DataInputView in, ClassLoader cl)
      throws IOException {
    String className = in.readUTF();
    TypeSerializerSnapshot<T> snapshot;
    try {
      var constructor =
          Class.forName(className, false, cl)
              .asSubclass(TypeSerializerSnapshot.class)
              .getDeclaredConstructor();
      constructor.setAccessible(true);
      snapshot = constructor.newInstance();
    } catch (ReflectiveOperationException | ClassCastException e) {
      throw new FlyshuttleException(
          ErrorCode.STATE_NOT_RESTORABLE,
          "The serializer snapshot class "
              + className
              + " cannot be used: it has to be on the class path, with a constructor without"
              + " arguments.",
          e);
    }
    snapshot.readSnapshot(in.readInt(), in, cl);
    return snapshot;
  }
}
