// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.array;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.serialize.TypeSerializerSingleton;
import io.flyshuttle.core.value.VarInt;
import java.io.IOException;

/** Writes {@code byte[]}: the length and 1 byte per element. Null is refused. */
public final class BytePrimitiveArraySerializer extends TypeSerializerSingleton<byte[]> {
  private static final long serialVersionUID = 1L;

  /** Keeps no state; one for all threads. */
  public static final BytePrimitiveArraySerializer INSTANCE = new BytePrimitiveArraySerializer();

  private static final byte[] EMPTY = new byte[0];

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public byte[] createInstance() {
    return EMPTY;
  }

  @Override
  public byte[] copy(byte[] from) {
    return from.clone();
  }

  @Override
  public byte[] copy(byte[] from, byte[] reuse) {
    return copy(from);
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(byte[] record, DataOutputView target) throws IOException {
    VarInt.write(record.length, target);
    target.write(record);
  }

  @Override
  public byte[] deserialize(DataInputView source) throws IOException {
    int length = VarInt.read(source);
    byte[] array = new byte[length];
    source.readFully(array);
    return array;
  }

  @Override
  public byte[] deserialize(byte[] reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    int length = VarInt.read(source);
    VarInt.write(length, target);
    target.write(source, length);
  }
}
