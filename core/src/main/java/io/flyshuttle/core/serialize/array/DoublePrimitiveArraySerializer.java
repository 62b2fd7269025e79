// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.array;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.serialize.TypeSerializerSingleton;
import io.flyshuttle.core.value.VarInt;
import java.io.IOException;

/** Writes {@code double[]}: the length and 8 bytes per element. Null is refused. */
public final class DoublePrimitiveArraySerializer extends TypeSerializerSingleton<double[]> {
  private static final long serialVersionUID = 1L;

  /** Keeps no state; one for all threads. */
  public static final DoublePrimitiveArraySerializer INSTANCE =
      new DoublePrimitiveArraySerializer();

  private static final double[] EMPTY = new double[0];

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public double[] createInstance() {
    return EMPTY;
  }

  @Override
  public double[] copy(double[] from) {
    return from.clone();
  }

  @Override
  public double[] copy(double[] from, double[] reuse) {
    return copy(from);
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(double[] record, DataOutputView target) throws IOException {
    VarInt.write(record.length, target);
    for (double element : record) {
      target.writeDouble(element);
    }
  }

  @Override
  public double[] deserialize(DataInputView source) throws IOException {
    int length = VarInt.read(source);
    double[] array = new double[length];
    for (int i = 0; i < length; i++) {
      array[i] = source.readDouble();
    }
    return array;
  }

  @Override
  public double[] deserialize(double[] reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    int length = VarInt.read(source);
    VarInt.write(length, target);
    for (int i = 0; i < length; i++) {
      target.writeDouble(source.readDouble());
    }
  }
}
