// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.basic;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.serialize.TypeSerializerSingleton;
import java.io.IOException;
import java.time.LocalTime;

/** Writes local times as nanoseconds of the day, 8 bytes; null as -1. */
public final class LocalTimeSerializer extends TypeSerializerSingleton<LocalTime> {
  private static final long serialVersionUID = 1L;

  /** Keeps no state; one for all threads. */
  public static final LocalTimeSerializer INSTANCE = new LocalTimeSerializer();

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public LocalTime createInstance() {
    return LocalTime.MIDNIGHT;
  }

  @Override
  public LocalTime copy(LocalTime from) {
    return from;
  }

  @Override
  public LocalTime copy(LocalTime from, LocalTime reuse) {
    return from;
  }

  @Override
  public int getLength() {
    return 8;
  }

  @Override
  public void serialize(LocalTime record, DataOutputView target) throws IOException {
    target.writeLong(record == null ? -1L : record.toNanoOfDay());
  }

  @Override
  public LocalTime deserialize(DataInputView source) throws IOException {
    long nanos = source.readLong();
    return nanos == -1L ? null : LocalTime.ofNanoOfDay(nanos);
  }

  @Override
  public LocalTime deserialize(LocalTime reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    target.writeLong(source.readLong());
  }
}
