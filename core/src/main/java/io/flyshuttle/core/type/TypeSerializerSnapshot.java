// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.type;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import java.io.IOException;

/**
 * The written form of a serializer's configuration: kept beside state and spilled data, read again
 * by a later version of the program to decide whether the data can still be read. Implementations
 * have a public constructor without arguments.
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

  /** Whether {@code oldSerializerSnapshot}'s data can be read by this snapshot's serializer. */
  TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
      TypeSerializerSnapshot<T> oldSerializerSnapshot);
}
