// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.basic;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.serialize.TypeSerializerSingleton;
import java.io.IOException;
import java.time.LocalDate;

/** Writes local dates as year, month and day, 6 bytes; null as month 0. */
public final class LocalDateSerializer extends TypeSerializerSingleton<LocalDate> {
  private static final long serialVersionUID = 1L;

  /** Keeps no state; one for all threads. */
  public static final LocalDateSerializer INSTANCE = new LocalDateSerializer();

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public LocalDate createInstance() {
    return LocalDate.EPOCH;
  }

  @Override
  public LocalDate copy(LocalDate from) {
    return from;
  }

  @Override
  public LocalDate copy(LocalDate from, LocalDate reuse) {
    return from;
  }

  @Override
  public int getLength() {
    return 6;
  }

  @Override
  public void serialize(LocalDate record, DataOutputView target) throws IOException {
    if (record == null) {
      target.writeInt(0);
      target.writeShort(0);
    } else {
      target.writeInt(record.getYear());
      target.writeShort(record.getMonthValue() << 8 | record.getDayOfMonth());
    }
  }

  @Override
  public LocalDate deserialize(DataInputView source) throws IOException {
    int year = source.readInt();
    int monthAndDay = source.readShort();
    return monthAndDay == 0 ? null : LocalDate.of(year, monthAndDay >> 8, monthAndDay & 0xff);
  }

  @Override
  public LocalDate deserialize(LocalDate reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    target.write(source, 6);
  }
}
