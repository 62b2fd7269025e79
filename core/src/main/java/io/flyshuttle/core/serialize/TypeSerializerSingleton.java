// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize;

import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.core.type.TypeSerializerSnapshot;

/**
 * A serializer without configuration or state: all instances of a class are equal and one serves
 * all threads.
 *
 * @param <T> the type
 */
public abstract class TypeSerializerSingleton<T> extends TypeSerializer<T> {
  private static final long serialVersionUID = 1L;

  @Override
  public TypeSerializerSingleton<T> duplicate() {
    return this;
  }

  @Override
  public int hashCode() {
    return getClass().hashCode();
  }

  @Override
  public boolean equals(Object obj) {
    return obj != null && obj.getClass() == getClass();
  }

  /** A snapshot that keeps the serializer's class. */
  @Override
  public TypeSerializerSnapshot<T> snapshotConfiguration() {
    return new SingletonSerializerSnapshot<>(this);
  }

  @Override
  public String toString() {
    return getClass().getSimpleName();
  }
}
