// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.basic;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.serialize.TypeSerializerSingleton;
import java.io.IOException;
import java.util.Date;

/** Writes dates as milliseconds since 1970, 8 bytes; null as the lowest number. */
public final class DateSerializer extends TypeSerializerSingleton<Date> {
  private static final long serialVersionUID = 1L;

  /** Keeps no state; one for all threads. */
  public static final DateSerializer INSTANCE = new DateSerializer();

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public Date createInstance() {
    return new Date(0L);
  }

  @Override
  public Date copy(Date from) {
    return from == null ? null : new Date(from.getTime());
  }

  @Override
  public Date copy(Date from, Date reuse) {
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
  public void serialize(Date record, DataOutputView target) throws IOException {
    target.writeLong(record == null ? Long.MIN_VALUE : record.getTime());
  }

  @Override
  public Date deserialize(DataInputView source) throws IOException {
    long millis = source.readLong();
    return millis == Long.MIN_VALUE ? null : new Date(millis);
  }

  @Override
  public Date deserialize(Date reuse, DataInputView source) throws IOException {
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
