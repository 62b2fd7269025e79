// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.compare;

import io.flyshuttle.core.memory.DataInputView;
import java.io.IOException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Orders local date-times. Nanoseconds since 1970 make the normalized key, exact for some 290 years
 * around 1970.
 */
public final class LocalDateTimeComparator extends BasicTypeComparator<LocalDateTime> {
  private static final long serialVersionUID = 1L;

  public LocalDateTimeComparator(boolean ascending) {
    super(ascending, 8);
  }

  @Override
  long normalizedKey(LocalDateTime record) {
    return InstantComparator.saturatedNanos(record.toEpochSecond(ZoneOffset.UTC), record.getNano())
        ^ Long.MIN_VALUE;
  }

  @Override
  public boolean isNormalizedKeyPrefixOnly(int keyBytes) {
    return true;
  }

  @Override
  int compareBytes(DataInputView first, DataInputView second) throws IOException {
    int order = Integer.compare(first.readInt(), second.readInt());
    if (order == 0) {
      order = Short.compare(first.readShort(), second.readShort());
    }
    return order != 0 ? order : Long.compare(first.readLong(), second.readLong());
  }

  @Override
  public LocalDateTimeComparator duplicate() {
    return new LocalDateTimeComparator(ascendingComparison);
  }
}
