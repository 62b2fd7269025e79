// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.array;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.serialize.TypeSerializerSingleton;
import io.flyshuttle.core.value.VarInt;
import java.io.IOException;

/** Writes {@code boolean[]}: the length and 1 byte per element. Null is refused. */
public final class BooleanPrimitiveArraySerializer extends TypeSerializerSingleton<boolean[]> {
  private static final long serialVersionUID = 1L;

  /** Keeps no state; one for all threads. */
  public static final BooleanPrimitiveArraySerializer INSTANCE =
      new BooleanPrimitiveArraySerializer();

  private static final boolean[] EMPTY = new boolean[0];

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public boolean[] createInstance() {
    return EMPTY;
  }

  @Override
  public boolean[] copy(boolean[] from) {
    return from.clone();
  }

  @Override
  public boolean[] copy(boolean[] from, boolean[] reuse) {
    return copy(from);
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(boolean[] record, DataOutputView target) throws IOException {
    VarInt.write(record.length, target);
    for (boolean element : record) {
      target.writeBoolean(element);
    }
  }

  @Override
  public boolean[] deserialize(DataInputView source) throws IOException {
    int length = VarInt.read(source);
    boolean[] array = new boolean[length];
    for (int i = 0; i < length; i++) {
      array[i] = source.readBoolean();
    }
    return array;
  }

  @Override
  public boolean[] deserialize(boolean[] reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    int length = VarInt.read(source);
    VarInt.write(length, target);
    target.write(source, length);
  }
}
