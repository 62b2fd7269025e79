// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.basic;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.serialize.TypeSerializerSingleton;
import java.io.IOException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;

/** Writes local date-times as their date and their time, 14 bytes. */
public final class LocalDateTimeSerializer extends TypeSerializerSingleton<LocalDateTime> {
  private static final long serialVersionUID = 1L;

  /** Keeps no state; one for all threads. */
  public static final LocalDateTimeSerializer INSTANCE = new LocalDateTimeSerializer();

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public LocalDateTime createInstance() {
    return LocalDateTime.of(LocalDate.EPOCH, LocalTime.MIDNIGHT);
  }

  @Override
  public LocalDateTime copy(LocalDateTime from) {
    return from;
  }

  @Override
  public LocalDateTime copy(LocalDateTime from, LocalDateTime reuse) {
    return from;
  }

  @Override
  public int getLength() {
    return 14;
  }

  @Override
  public void serialize(LocalDateTime record, DataOutputView target) throws IOException {
    LocalDateSerializer.INSTANCE.serialize(record == null ? null : record.toLocalDate(), target);
    LocalTimeSerializer.INSTANCE.serialize(record == null ? null : record.toLocalTime(), target);
  }

  @Override
  public LocalDateTime deserialize(DataInputView source) throws IOException {
    LocalDate date = LocalDateSerializer.INSTANCE.deserialize(source);
    LocalTime time = LocalTimeSerializer.INSTANCE.deserialize(source);
    return date == null ? null : LocalDateTime.of(date, time);
  }

  @Override
  public LocalDateTime deserialize(LocalDateTime reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    target.write(source, 14);
  }
}
