// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.compare;

import io.flyshuttle.core.memory.DataInputView;
import java.io.IOException;
import java.time.LocalTime;

/** Orders local times. */
public final class LocalTimeComparator extends BasicTypeComparator<LocalTime> {
  private static final long serialVersionUID = 1L;

  public LocalTimeComparator(boolean ascending) {
    super(ascending, 8);
  }

  @Override
  long normalizedKey(LocalTime record) {
    return record.toNanoOfDay();
  }

  @Override
  int compareBytes(DataInputView first, DataInputView second) throws IOException {
    return Long.compare(first.readLong(), second.readLong());
  }

  @Override
  public LocalTimeComparator duplicate() {
    return new LocalTimeComparator(ascendingComparison);
  }
}
