// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.basic;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.serialize.TypeSerializerSingleton;
import java.io.IOException;

/** Writes a {@code char} in 2 bytes, big-endian. Null is refused. */
public final class CharSerializer extends TypeSerializerSingleton<Character> {
  private static final long serialVersionUID = 1L;

  /** Keeps no state; one for all threads. */
  public static final CharSerializer INSTANCE = new CharSerializer();

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public Character createInstance() {
    return '\0';
  }

  @Override
  public Character copy(Character from) {
    return from;
  }

  @Override
  public Character copy(Character from, Character reuse) {
    return from;
  }

  @Override
  public int getLength() {
    return 2;
  }

  @Override
  public void serialize(Character record, DataOutputView target) throws IOException {
    target.writeChar(record);
  }

  @Override
  public Character deserialize(DataInputView source) throws IOException {
    return source.readChar();
  }

  @Override
  public Character deserialize(Character reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    target.writeChar(source.readChar());
  }
}
