// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.type;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import java.io.IOException;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Snapshot of a serializer without configuration. A subclass with a constructor without arguments
 * names the serializer.
 *
 * @param <T> the type
 */
public abstract class SimpleTypeSerializerSnapshot<T> implements TypeSerializerSnapshot<T> {
  private static final int VERSION = 1;

  private final Supplier<? extends TypeSerializer<T>> serializerSupplier;

  public SimpleTypeSerializerSnapshot(Supplier<? extends TypeSerializer<T>> serializerSupplier) {
    this.serializerSupplier = Objects.requireNonNull(serializerSupplier);
  }

  @Override
  public int getCurrentVersion() {
    return VERSION;
  }

  @Override
  public TypeSerializer<T> restoreSerializer() {
    return serializerSupplier.get();
  }

  @Override
  public void writeSnapshot(DataOutputView out) throws IOException {}

  @Override
  public void readSnapshot(int readVersion, DataInputView in, ClassLoader classLoader)
      throws IOException {
    if (readVersion > VERSION) {
      throw new FlyshuttleException(
          ErrorCode.STATE_NOT_RESTORABLE,
          getClass().getName() + " has version " + readVersion + ", written by a later release.");
    }
  }

  @Override
  public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
      TypeSerializerSnapshot<T> oldSerializerSnapshot) {
    return oldSerializerSnapshot.getClass() == getClass()
        ? TypeSerializerSchemaCompatibility.compatibleAsIs()
        : TypeSerializerSchemaCompatibility.incompatible(
            "the data was written by a serializer of another kind ("
                + oldSerializerSnapshot.getClass().getName()
                + ", now "
                + getClass().getName()
                + ")");
  }

  @Override
  public final boolean equals(Object other) {
    return other != null && other.getClass() == getClass();
  }

  @Override
  public final int hashCode() {
    return getClass().hashCode();
  }

  @Override
  public String toString() {
    return getClass().getName();
  }
}
