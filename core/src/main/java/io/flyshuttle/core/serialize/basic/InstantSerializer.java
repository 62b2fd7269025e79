// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.basic;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.serialize.TypeSerializerSingleton;
import java.io.IOException;
import java.time.Instant;

/**
 * Writes instants as seconds since 1970 and nanoseconds of the second, 12 bytes; null as the lowest
 * number of seconds.
 */
public final class InstantSerializer extends TypeSerializerSingleton<Instant> {
  private static final long serialVersionUID = 1L;

  /** Keeps no state; one for all threads. */
  public static final InstantSerializer INSTANCE = new InstantSerializer();

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public Instant createInstance() {
    return Instant.EPOCH;
  }

  @Override
  public Instant copy(Instant from) {
    return from;
  }

  @Override
  public Instant copy(Instant from, Instant reuse) {
    return from;
  }

  @Override
  public int getLength() {
    return 12;
  }

  @Override
  public void serialize(Instant record, DataOutputView target) throws IOException {
    if (record == null) {
      target.writeLong(Long.MIN_VALUE);
      target.writeInt(0);
    } else {
      target.writeLong(record.getEpochSecond());
      target.writeInt(record.getNano());
    }
  }

  @Override
  public Instant deserialize(DataInputView source) throws IOException {
    long seconds = source.readLong();
    int nanos = source.readInt();
    return seconds == Long.MIN_VALUE ? null : Instant.ofEpochSecond(seconds, nanos);
  }

  @Override
  public Instant deserialize(Instant reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    target.write(source, 12);
  }
}
