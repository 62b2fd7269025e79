// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.core.type.TypeSerializerSchemaCompatibility;
import io.flyshuttle.core.type.TypeSerializerSnapshot;
import java.io.IOException;

/**
 * Snapshot of a serializer that has no configuration: its class is all there is to keep.
 *
 * @param <T> the type
 */
public final class SingletonSerializerSnapshot<T> implements TypeSerializerSnapshot<T> {
  private static final int VERSION = 1;

  private TypeSerializer<T> serializer;

  /** For {@link #readSnapshot}. */
  public SingletonSerializerSnapshot() {}

  /** A snapshot of a serializer whose class has a constructor without arguments. */
  public SingletonSerializerSnapshot(TypeSerializer<T> serializer) {
    this.serializer = serializer;
  }

  @Override
  public int getCurrentVersion() {
    return VERSION;
  }

  @Override
  public void writeSnapshot(DataOutputView out) throws IOException {
    out.writeUTF(serializer.getClass().getName());
  }

  @Override
  @SuppressWarnings("unchecked")
  public void readSnapshot(int readVersion, DataInputView in, ClassLoader userCodeClassLoader)
      throws IOException {
    String className = in.readUTF();
    try {
      var constructor =
          Class.forName(className, true, userCodeClassLoader)
              .asSubclass(TypeSerializer.class)
              .getDeclaredConstructor();
      constructor.setAccessible(true);
      serializer = constructor.newInstance();
    } catch (ReflectiveOperationException | ClassCastException e) {
      throw new FlyshuttleException(
          ErrorCode.STATE_NOT_RESTORABLE,
          "The serializer "
              + className
              + " that wrote the data cannot be used: it has to be on the class path, with a"
              + " constructor without arguments.",
          e);
    }
  }

  @Override
  public TypeSerializer<T> restoreSerializer() {
    return serializer;
  }

  @Override
  public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
      TypeSerializerSnapshot<T> oldSerializerSnapshot) {
    if (oldSerializerSnapshot instanceof SingletonSerializerSnapshot<T> old
        && old.serializer.getClass() == serializer.getClass()) {
      return TypeSerializerSchemaCompatibility.compatibleAsIs();
    }
    return TypeSerializerSchemaCompatibility.incompatible(
        "the data was written by "
            + oldSerializerSnapshot.restoreSerializer().getClass().getSimpleName()
            + ", and "
            + serializer.getClass().getSimpleName()
            + " cannot read it");
  }

  @Override
  public boolean equals(Object obj) {
    return obj instanceof SingletonSerializerSnapshot<?> other
        && serializer.equals(other.serializer);
  }

  @Override
  public int hashCode() {
    return serializer.hashCode();
  }

  @Override
  public String toString() {
    return "snapshot of " + serializer.getClass().getSimpleName();
  }
}
