// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.array;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.serialize.TypeSerializerSingleton;
import io.flyshuttle.core.value.VarInt;
import java.io.IOException;

/** Writes {@code short[]}: the length and 2 bytes per element. Null is refused. */
public final class ShortPrimitiveArraySerializer extends TypeSerializerSingleton<short[]> {
  private static final long serialVersionUID = 1L;

  /** Keeps no state; one for all threads. */
  public static final ShortPrimitiveArraySerializer INSTANCE = new ShortPrimitiveArraySerializer();

  private static final short[] EMPTY = new short[0];

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public short[] createInstance() {
    return EMPTY;
  }

  @Override
  public short[] copy(short[] from) {
    return from.clone();
  }

  @Override
  public short[] copy(short[] from, short[] reuse) {
    return copy(from);
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(short[] record, DataOutputView target) throws IOException {
    VarInt.write(record.length, target);
    for (short element : record) {
      target.writeShort(element);
    }
  }

  @Override
  public short[] deserialize(DataInputView source) throws IOException {
    int length = VarInt.read(source);
    short[] array = new short[length];
    for (int i = 0; i < length; i++) {
      array[i] = source.readShort();
    }
    return array;
  }

  @Override
  public short[] deserialize(short[] reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    int length = VarInt.read(source);
    VarInt.write(length, target);
    for (int i = 0; i < length; i++) {
      target.writeShort(source.readShort());
    }
  }
}
