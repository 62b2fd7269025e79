// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.basic;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.serialize.TypeSerializerSingleton;
import java.io.IOException;

/** Writes a {@code double} in 8 bytes, big-endian. Null is refused. */
public final class DoubleSerializer extends TypeSerializerSingleton<Double> {
  private static final long serialVersionUID = 1L;

  /** Keeps no state; one for all threads. */
  public static final DoubleSerializer INSTANCE = new DoubleSerializer();

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public Double createInstance() {
    return 0d;
  }

  @Override
  public Double copy(Double from) {
    return from;
  }

  @Override
  public Double copy(Double from, Double reuse) {
    return from;
  }

  @Override
  public int getLength() {
    return 8;
  }

  @Override
  public void serialize(Double record, DataOutputView target) throws IOException {
    target.writeDouble(record);
  }

  @Override
  public Double deserialize(DataInputView source) throws IOException {
    return source.readDouble();
  }

  @Override
  public Double deserialize(Double reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    target.writeDouble(source.readDouble());
  }
}
