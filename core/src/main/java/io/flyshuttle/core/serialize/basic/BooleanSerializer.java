// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.basic;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.serialize.TypeSerializerSingleton;
import java.io.IOException;

/** Writes a {@code boolean} in 1 byte. Null is refused. */
public final class BooleanSerializer extends TypeSerializerSingleton<Boolean> {
  private static final long serialVersionUID = 1L;

  /** Keeps no state; one for all threads. */
  public static final BooleanSerializer INSTANCE = new BooleanSerializer();

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public Boolean createInstance() {
    return Boolean.FALSE;
  }

  @Override
  public Boolean copy(Boolean from) {
    return from;
  }

  @Override
  public Boolean copy(Boolean from, Boolean reuse) {
    return from;
  }

  @Override
  public int getLength() {
    return 1;
  }

  @Override
  public void serialize(Boolean record, DataOutputView target) throws IOException {
    target.writeBoolean(record);
  }

  @Override
  public Boolean deserialize(DataInputView source) throws IOException {
    return source.readBoolean();
  }

  @Override
  public Boolean deserialize(Boolean reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    target.writeBoolean(source.readBoolean());
  }
}
