// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.array;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.serialize.TypeSerializerSingleton;
import io.flyshuttle.core.value.VarInt;
import java.io.IOException;

/** Writes {@code float[]}: the length and 4 bytes per element. Null is refused. */
public final class FloatPrimitiveArraySerializer extends TypeSerializerSingleton<float[]> {
  private static final long serialVersionUID = 1L;

  /** Keeps no state; one for all threads. */
  public static final FloatPrimitiveArraySerializer INSTANCE = new FloatPrimitiveArraySerializer();

  private static final float[] EMPTY = new float[0];

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public float[] createInstance() {
    return EMPTY;
  }

  @Override
  public float[] copy(float[] from) {
    return from.clone();
  }

  @Override
  public float[] copy(float[] from, float[] reuse) {
    return copy(from);
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(float[] record, DataOutputView target) throws IOException {
    VarInt.write(record.length, target);
    for (float element : record) {
      target.writeFloat(element);
    }
  }

  @Override
  public float[] deserialize(DataInputView source) throws IOException {
    int length = VarInt.read(source);
    float[] array = new float[length];
    for (int i = 0; i < length; i++) {
      array[i] = source.readFloat();
    }
    return array;
  }

  @Override
  public float[] deserialize(float[] reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    int length = VarInt.read(source);
    VarInt.write(length, target);
    for (int i = 0; i < length; i++) {
      target.writeFloat(source.readFloat());
    }
  }
}
