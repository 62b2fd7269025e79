// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.array;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.serialize.TypeSerializerSingleton;
import io.flyshuttle.core.value.VarInt;
import java.io.IOException;

/** Writes {@code int[]}: the length and 4 bytes per element. Null is refused. */
public final class IntPrimitiveArraySerializer extends TypeSerializerSingleton<int[]> {
  private static final long serialVersionUID = 1L;

  /** Keeps no state; one for all threads. */
  public static final IntPrimitiveArraySerializer INSTANCE = new IntPrimitiveArraySerializer();

  private static final int[] EMPTY = new int[0];

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public int[] createInstance() {
    return EMPTY;
  }

  @Override
  public int[] copy(int[] from) {
    return from.clone();
  }

  @Override
  public int[] copy(int[] from, int[] reuse) {
    return copy(from);
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(int[] record, DataOutputView target) throws IOException {
    VarInt.write(record.length, target);
    for (int element : record) {
      target.writeInt(element);
    }
  }

  @Override
  public int[] deserialize(DataInputView source) throws IOException {
    int length = VarInt.read(source);
    int[] array = new int[length];
    for (int i = 0; i < length; i++) {
      array[i] = source.readInt();
    }
    return array;
  }

  @Override
  public int[] deserialize(int[] reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    int length = VarInt.read(source);
    VarInt.write(length, target);
    for (int i = 0; i < length; i++) {
      target.writeInt(source.readInt());
    }
  }
}
