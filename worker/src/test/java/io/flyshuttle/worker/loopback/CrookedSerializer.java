// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.loopback;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.core.type.TypeSerializerSnapshot;
import java.io.IOException;

/** Reads more or fewer bytes than it writes. */
final class CrookedSerializer extends TypeSerializer<Long> {
  private static final long serialVersionUID = 1L;

  private final int difference;

  CrookedSerializer(int difference) {
    this.difference = difference;
  }

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public TypeSerializer<Long> duplicate() {
    return this;
  }

  @Override
  public Long createInstance() {
    return 0L;
  }

  @Override
  public Long copy(Long from) {
    return from;
  }

  @Override
  public Long copy(Long from, Long reuse) {
    return from;
  }

  @Override
  public int getLength() {
    return 8;
  }

  @Override
  public void serialize(Long record, DataOutputView target) throws IOException {
    target.writeLong(record);
  }

  @Override
  public Long deserialize(DataInputView source) throws IOException {
    source.readFully(new byte[8 + difference]);
    return 0L;
  }

  @Override
  public Long deserialize(Long reuse, DataInputView source) throws IOException {
    return source.readLong();
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    target.writeLong(source.readLong());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CrookedSerializer;
  }

  @Override
  public int hashCode() {
    return 1;
  }

  @Override
  public TypeSerializerSnapshot<Long> snapshotConfiguration() {
    throw new UnsupportedOperationException("never kept in state");
  }
}
