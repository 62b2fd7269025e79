// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.composite;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.serialize.TypeSerializerSingleton;
import io.flyshuttle.core.tuple.Tuple0;
import java.io.IOException;

/** Writes the tuple without fields as one byte, so that records can be counted. */
public final class Tuple0Serializer extends TypeSerializerSingleton<Tuple0> {
  private static final long serialVersionUID = 1L;

  /** Keeps no state; one for all threads. */
  public static final Tuple0Serializer INSTANCE = new Tuple0Serializer();

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public Tuple0 createInstance() {
    return Tuple0.INSTANCE;
  }

  @Override
  public Tuple0 copy(Tuple0 from) {
    return from;
  }

  @Override
  public Tuple0 copy(Tuple0 from, Tuple0 reuse) {
    return from;
  }

  @Override
  public int getLength() {
    return 1;
  }

  @Override
  public void serialize(Tuple0 record, DataOutputView target) throws IOException {
    target.writeByte(0);
  }

  @Override
  public Tuple0 deserialize(DataInputView source) throws IOException {
    source.readByte();
    return Tuple0.INSTANCE;
  }

  @Override
  public Tuple0 deserialize(Tuple0 reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    target.writeByte(source.readByte());
  }
}
