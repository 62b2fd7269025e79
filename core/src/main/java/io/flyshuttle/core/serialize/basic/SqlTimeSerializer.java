// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.basic;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.serialize.TypeSerializerSingleton;
import java.io.IOException;
import java.sql.Time;

/** Writes SQL times as milliseconds since 1970, 8 bytes; null as the lowest number. */
public final class SqlTimeSerializer extends TypeSerializerSingleton<Time> {
  private static final long serialVersionUID = 1L;

  /** Keeps no state; one for all threads. */
  public static final SqlTimeSerializer INSTANCE = new SqlTimeSerializer();

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public Time createInstance() {
    return new Time(0L);
  }

  @Override
  public Time copy(Time from) {
    return from == null ? null : new Time(from.getTime());
  }

  @Override
  public Time copy(Time from, Time reuse) {
    if (from == null || reuse == null) {
      return copy(from);
    }
    reuse.setTime(from.getTime());
    return reuse;
  }

  @Override
  public int getLength() {
    return 8;
  }

  @Override
  public void serialize(Time record, DataOutputView target) throws IOException {
    target.writeLong(record == null ? Long.MIN_VALUE : record.getTime());
  }

  @Override
  public Time deserialize(DataInputView source) throws IOException {
    long millis = source.readLong();
    return millis == Long.MIN_VALUE ? null : new Time(millis);
  }

  @Override
  public Time deserialize(Time reuse, DataInputView source) throws IOException {
    if (reuse == null) {
      return deserialize(source);
    }
    long millis = source.readLong();
    if (millis == Long.MIN_VALUE) {
      return null;
    }
    reuse.setTime(millis);
    return reuse;
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    target.writeLong(source.readLong());
  }
}
