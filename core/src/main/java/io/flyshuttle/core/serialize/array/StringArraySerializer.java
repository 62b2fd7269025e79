// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.array;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.serialize.TypeSerializerSingleton;
import io.flyshuttle.core.value.StringEncoding;
import io.flyshuttle.core.value.VarInt;
import java.io.IOException;

/** Writes string arrays: their length and their elements, which may be null. */
public final class StringArraySerializer extends TypeSerializerSingleton<String[]> {
  private static final long serialVersionUID = 1L;

  /** Keeps no state; one for all threads. */
  public static final StringArraySerializer INSTANCE = new StringArraySerializer();

  private static final String[] EMPTY = new String[0];

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public String[] createInstance() {
    return EMPTY;
  }

  @Override
  public String[] copy(String[] from) {
    return from.clone();
  }

  @Override
  public String[] copy(String[] from, String[] reuse) {
    return copy(from);
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(String[] record, DataOutputView target) throws IOException {
    VarInt.write(record.length, target);
    for (String element : record) {
      StringEncoding.write(element, target);
    }
  }

  @Override
  public String[] deserialize(DataInputView source) throws IOException {
    int length = VarInt.read(source);
    String[] array = new String[length];
    for (int i = 0; i < length; i++) {
      array[i] = StringEncoding.read(source);
    }
    return array;
  }

  @Override
  public String[] deserialize(String[] reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    int length = VarInt.read(source);
    VarInt.write(length, target);
    for (int i = 0; i < length; i++) {
      StringEncoding.copy(source, target);
    }
  }
}
