// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.basic;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.serialize.TypeSerializerSingleton;
import java.io.IOException;

/** Writes a {@code byte} in 1 byte. Null is refused. */
public final class ByteSerializer extends TypeSerializerSingleton<Byte> {
  private static final long serialVersionUID = 1L;

  /** Keeps no state; one for all threads. */
  public static final ByteSerializer INSTANCE = new ByteSerializer();

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public Byte createInstance() {
    return (byte) 0;
  }

  @Override
  public Byte copy(Byte from) {
    return from;
  }

  @Override
  public Byte copy(Byte from, Byte reuse) {
    return from;
  }

  @Override
  public int getLength() {
    return 1;
  }

  @Override
  public void serialize(Byte record, DataOutputView target) throws IOException {
    target.writeByte(record);
  }

  @Override
  public Byte deserialize(DataInputView source) throws IOException {
    return source.readByte();
  }

  @Override
  public Byte deserialize(Byte reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    target.writeByte(source.readByte());
  }
}
