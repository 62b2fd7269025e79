// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.array;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.serialize.TypeSerializerSingleton;
import io.flyshuttle.core.value.VarInt;
import java.io.IOException;

/** Writes {@code char[]}: the length and 2 bytes per element. Null is refused. */
public final class CharPrimitiveArraySerializer extends TypeSerializerSingleton<char[]> {
  private static final long serialVersionUID = 1L;

  /** Keeps no state; one for all threads. */
  public static final CharPrimitiveArraySerializer INSTANCE = new CharPrimitiveArraySerializer();

  private static final char[] EMPTY = new char[0];

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public char[] createInstance() {
    return EMPTY;
  }

  @Override
  public char[] copy(char[] from) {
    return from.clone();
  }

  @Override
  public char[] copy(char[] from, char[] reuse) {
    return copy(from);
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(char[] record, DataOutputView target) throws IOException {
    VarInt.write(record.length, target);
    for (char element : record) {
      target.writeChar(element);
    }
  }

  @Override
  public char[] deserialize(DataInputView source) throws IOException {
    int length = VarInt.read(source);
    char[] array = new char[length];
    for (int i = 0; i < length; i++) {
      array[i] = source.readChar();
    }
    return array;
  }

  @Override
  public char[] deserialize(char[] reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    int length = VarInt.read(source);
    VarInt.write(length, target);
    for (int i = 0; i < length; i++) {
      target.writeChar(source.readChar());
    }
  }
}
