// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.basic;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.serialize.TypeSerializerSingleton;
import java.io.IOException;
import java.sql.Timestamp;

/**
 * Writes SQL timestamps as milliseconds since 1970 and nanoseconds of the second, 12 bytes; null as
 * the lowest number.
 */
public final class SqlTimestampSerializer extends TypeSerializerSingleton<Timestamp> {
  private static final long serialVersionUID = 1L;

  /** Keeps no state; one for all threads. */
  public static final SqlTimestampSerializer INSTANCE = new SqlTimestampSerializer();

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public Timestamp createInstance() {
    return new Timestamp(0L);
  }

  @Override
  public Timestamp copy(Timestamp from) {
    return from == null ? null : (Timestamp) from.clone();
  }

  @Override
  public Timestamp copy(Timestamp from, Timestamp reuse) {
    if (from == null || reuse == null) {
      return copy(from);
    }
    reuse.setTime(from.getTime());
    reuse.setNanos(from.getNanos());
    return reuse;
  }

  @Override
  public int getLength() {
    return 12;
  }

  @Override
  public void serialize(Timestamp record, DataOutputView target) throws IOException {
    if (record == null) {
      target.writeLong(Long.MIN_VALUE);
      target.writeInt(0);
    } else {
      target.writeLong(record.getTime());
      target.writeInt(record.getNanos());
    }
  }

  @Override
  public Timestamp deserialize(DataInputView source) throws IOException {
    long millis = source.readLong();
    int nanos = source.readInt();
    if (millis == Long.MIN_VALUE) {
      return null;
    }
    Timestamp timestamp = new Timestamp(millis);
    timestamp.setNanos(nanos);
    return timestamp;
  }

  @Override
  public Timestamp deserialize(Timestamp reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    target.write(source, 12);
  }
}
