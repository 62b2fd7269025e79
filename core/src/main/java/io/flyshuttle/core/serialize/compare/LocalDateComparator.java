// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.compare;

import io.flyshuttle.core.memory.DataInputView;
import java.io.IOException;
import java.time.LocalDate;

/** Orders local dates. */
public final class LocalDateComparator extends BasicTypeComparator<LocalDate> {
  private static final long serialVersionUID = 1L;

  public LocalDateComparator(boolean ascending) {
    super(ascending, 8);
  }

  @Override
  long normalizedKey(LocalDate record) {
    return record.toEpochDay() ^ Long.MIN_VALUE;
  }

  @Override
  int compareBytes(DataInputView first, DataInputView second) throws IOException {
    int order = Integer.compare(first.readInt(), second.readInt());
    return order != 0 ? order : Short.compare(first.readShort(), second.readShort());
  }

  @Override
  public LocalDateComparator duplicate() {
    return new LocalDateComparator(ascendingComparison);
  }
}
