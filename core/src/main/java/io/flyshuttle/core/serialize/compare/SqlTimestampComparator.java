// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.compare;

import io.flyshuttle.core.memory.DataInputView;
import java.io.IOException;
import java.sql.Timestamp;

/**
 * Orders SQL timestamps. Nanoseconds since 1970 make the normalized key, exact for some 290 years
 * around 1970.
 */
public final class SqlTimestampComparator extends BasicTypeComparator<Timestamp> {
  private static final long serialVersionUID = 1L;

  public SqlTimestampComparator(boolean ascending) {
    super(ascending, 8);
  }

  @Override
  long normalizedKey(Timestamp record) {
    return InstantComparator.saturatedNanos(
            Math.floorDiv(record.getTime(), 1000L), record.getNanos())
        ^ Long.MIN_VALUE;
  }

  @Override
  public boolean isNormalizedKeyPrefixOnly(int keyBytes) {
    return true;
  }

  @Override
  int compareBytes(DataInputView first, DataInputView second) throws IOException {
    long firstMillis = first.readLong();
    long secondMillis = second.readLong();
    int order = Long.compare(Math.floorDiv(firstMillis, 1000L), Math.floorDiv(secondMillis, 1000L));
    return order != 0 ? order : Integer.compare(first.readInt(), second.readInt());
  }

  @Override
  public SqlTimestampComparator duplicate() {
    return new SqlTimestampComparator(ascendingComparison);
  }
}
