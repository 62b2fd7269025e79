// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.compare;

import io.flyshuttle.core.memory.DataInputView;
import java.io.IOException;
import java.time.Instant;

/**
 * Orders instants. Nanoseconds since 1970 make the normalized key, exact for some 290 years around
 * 1970.
 */
public final class InstantComparator extends BasicTypeComparator<Instant> {
  private static final long serialVersionUID = 1L;

  public InstantComparator(boolean ascending) {
    super(ascending, 8);
  }

  @Override
  long normalizedKey(Instant record) {
    return saturatedNanos(record.getEpochSecond(), record.getNano()) ^ Long.MIN_VALUE;
  }

  @Override
  public boolean isNormalizedKeyPrefixOnly(int keyBytes) {
    return true;
  }

  /** Nanoseconds since 1970; what is too far away counts as the farthest. */
  static long saturatedNanos(long seconds, int nanosOfSecond) {
    if (seconds >= Long.MAX_VALUE / 1_000_000_000L) {
      return Long.MAX_VALUE;
    }
    if (seconds <= Long.MIN_VALUE / 1_000_000_000L) {
      return Long.MIN_VALUE;
    }
    return seconds * 1_000_000_000L + nanosOfSecond;
  }

  @Override
  int compareBytes(DataInputView first, DataInputView second) throws IOException {
    int order = Long.compare(first.readLong(), second.readLong());
    return order != 0 ? order : Integer.compare(first.readInt(), second.readInt());
  }

  @Override
  public InstantComparator duplicate() {
    return new InstantComparator(ascendingComparison);
  }
}
