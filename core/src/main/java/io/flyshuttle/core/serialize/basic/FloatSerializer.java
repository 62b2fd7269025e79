// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.basic;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.serialize.TypeSerializerSingleton;
import java.io.IOException;

/** Writes a {@code float} in 4 bytes, big-endian. Null is refused. */
public final class FloatSerializer extends TypeSerializerSingleton<Float> {
  private static final long serialVersionUID = 1L;

  /** Keeps no state; one for all threads. */
  public static final FloatSerializer INSTANCE = new FloatSerializer();

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public Float createInstance() {
    return 0f;
  }

  @Override
  public Float copy(Float from) {
    return from;
  }

  @Override
  public Float copy(Float from, Float reuse) {
    return from;
  }

  @Override
  public int getLength() {
    return 4;
  }

  @Override
  public void serialize(Float record, DataOutputView target) throws IOException {
    target.writeFloat(record);
  }

  @Override
  public Float deserialize(DataInputView source) throws IOException {
    return source.readFloat();
  }

  @Override
  public Float deserialize(Float reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    target.writeFloat(source.readFloat());
  }
}
