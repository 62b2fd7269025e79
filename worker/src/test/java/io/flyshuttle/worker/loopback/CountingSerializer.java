// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.loopback;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.core.type.TypeSerializerSnapshot;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/** Counts how often records are written. */
final class CountingSerializer extends TypeSerializer<Long> {
  private static final long serialVersionUID = 1L;

  static final AtomicLong COUNT = new AtomicLong();

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
    COUNT.incrementAndGet();
    target.writeLong(record);
  }

  @Override
  public Long deserialize(DataInputView source) throws IOException {
    return source.readLong();
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
    return other instanceof CountingSerializer;
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
