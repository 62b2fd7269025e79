// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.array;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.serialize.TypeSerializerSingleton;
import io.flyshuttle.core.value.VarInt;
import java.io.IOException;

/** Writes {@code long[]}: the length and 8 bytes per element. Null is refused. */
public final class LongPrimitiveArraySerializer extends TypeSerializerSingleton<long[]> {
  private static final long serialVersionUID = 1L;

  /** Keeps no state; one for all threads. */
  public static final LongPrimitiveArraySerializer INSTANCE = new LongPrimitiveArraySerializer();

  private static final long[] EMPTY = new long[0];

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public long[] createInstance() {
    return EMPTY;
  }

  @Override
  public long[] copy(long[] from) {
    return from.clone();
  }

  @Override
  public long[] copy(long[] from, long[] reuse) {
    return copy(from);
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(long[] record, DataOutputView target) throws IOException {
    VarInt.write(record.length, target);
    for (long element : record) {
      target.writeLong(element);
    }
  }

  @Override
  public long[] deserialize(DataInputView source) throws IOException {
    int length = VarInt.read(source);
    long[] array = new long[length];
    for (int i = 0; i < length; i++) {
      array[i] = source.readLong();
    }
    return array;
  }

  @Override
  public long[] deserialize(long[] reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    int length = VarInt.read(source);
    VarInt.write(length, target);
    for (int i = 0; i < length; i++) {
      target.writeLong(source.readLong());
    }
  }
}
