// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.composite;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.serialize.TypeSerializerSingleton;

/** Stands for field serializers of a codec that only reads fields of objects. */
final class ReadOnlySerializer extends TypeSerializerSingleton<Object> {
  private static final long serialVersionUID = 1L;

  static final ReadOnlySerializer INSTANCE = new ReadOnlySerializer();

  private static UnsupportedOperationException readOnly() {
    return new UnsupportedOperationException("this codec only reads fields of objects");
  }

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public Object createInstance() {
    throw readOnly();
  }

  @Override
  public Object copy(Object from) {
    throw readOnly();
  }

  @Override
  public Object copy(Object from, Object reuse) {
    throw readOnly();
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(Object record, DataOutputView target) {
    throw readOnly();
  }

  @Override
  public Object deserialize(DataInputView source) {
    throw readOnly();
  }

  @Override
  public Object deserialize(Object reuse, DataInputView source) {
    throw readOnly();
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) {
    throw readOnly();
  }
}
