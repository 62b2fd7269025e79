// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.basic;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.serialize.TypeSerializerSingleton;
import java.io.IOException;

/** Writes a {@code int} in 4 bytes, big-endian. Null is refused. */
public final class IntSerializer extends TypeSerializerSingleton<Integer> {
  private static final long serialVersionUID = 1L;

  /** Keeps no state; one for all threads. */
  public static final IntSerializer INSTANCE = new IntSerializer();

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public Integer createInstance() {
    return 0;
  }

  @Override
  public Integer copy(Integer from) {
    return from;
  }

  @Override
  public Integer copy(Integer from, Integer reuse) {
    return from;
  }

  @Override
  public int getLength() {
    return 4;
  }

  @Override
  public void serialize(Integer record, DataOutputView target) throws IOException {
    target.writeInt(record);
  }

  @Override
  public Integer deserialize(DataInputView source) throws IOException {
    return source.readInt();
  }

  @Override
  public Integer deserialize(Integer reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    target.writeInt(source.readInt());
  }
}
