// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.basic;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.serialize.TypeSerializerSingleton;
import java.io.IOException;

/** Writes the only value of {@code Void}, null, as one byte, so that records can be counted. */
public final class VoidSerializer extends TypeSerializerSingleton<Void> {
  private static final long serialVersionUID = 1L;

  /** Keeps no state; one for all threads. */
  public static final VoidSerializer INSTANCE = new VoidSerializer();

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public Void createInstance() {
    return null;
  }

  @Override
  public Void copy(Void from) {
    return from;
  }

  @Override
  public Void copy(Void from, Void reuse) {
    return from;
  }

  @Override
  public int getLength() {
    return 1;
  }

  @Override
  public void serialize(Void record, DataOutputView target) throws IOException {
    target.writeByte(0);
  }

  @Override
  public Void deserialize(DataInputView source) throws IOException {
    source.readByte();
    return null;
  }

  @Override
  public Void deserialize(Void reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    target.writeByte(source.readByte());
  }
}
