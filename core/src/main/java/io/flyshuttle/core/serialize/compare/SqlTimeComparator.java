// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.compare;

import io.flyshuttle.core.memory.DataInputView;
import java.io.IOException;
import java.sql.Time;

/** Orders SQL times by their milliseconds since 1970. */
public final class SqlTimeComparator extends BasicTypeComparator<Time> {
  private static final long serialVersionUID = 1L;

  public SqlTimeComparator(boolean ascending) {
    super(ascending, 8);
  }

  @Override
  long normalizedKey(Time record) {
    return record.getTime() ^ Long.MIN_VALUE;
  }

  @Override
  int compareBytes(DataInputView first, DataInputView second) throws IOException {
    return Long.compare(first.readLong(), second.readLong());
  }

  @Override
  public SqlTimeComparator duplicate() {
    return new SqlTimeComparator(ascendingComparison);
  }
}
