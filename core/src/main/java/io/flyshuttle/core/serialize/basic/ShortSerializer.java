// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.basic;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.serialize.TypeSerializerSingleton;
import java.io.IOException;

/** Writes a {@code short} in 2 bytes, big-endian. Null is refused. */
public final class ShortSerializer extends TypeSerializerSingleton<Short> {
  private static final long serialVersionUID = 1L;

  /** Keeps no state; one for all threads. */
  public static final ShortSerializer INSTANCE = new ShortSerializer();

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public Short createInstance() {
    return (short) 0;
  }

  @Override
  public Short copy(Short from) {
    return from;
  }

  @Override
  public Short copy(Short from, Short reuse) {
    return from;
  }

  @Override
  public int getLength() {
    return 2;
  }

  @Override
  public void serialize(Short record, DataOutputView target) throws IOException {
    target.writeShort(record);
  }

  @Override
  public Short deserialize(DataInputView source) throws IOException {
    return source.readShort();
  }

  @Override
  public Short deserialize(Short reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    target.writeShort(source.readShort());
  }
}
