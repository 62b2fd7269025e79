// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.file.source;

import java.io.Serializable;

/** Where reading of a split goes on: at an offset, some records skipped. Immutable. */
public final class CheckpointedPosition implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Offset of a format that does not know offsets: reading starts at the split's beginning. */
  public static final long NO_OFFSET = -1;

  private final long offset;
  private final long recordsAfterOffset;

  public CheckpointedPosition(long offset, long recordsAfterOffset) {
    if (offset < NO_OFFSET || recordsAfterOffset < 0) {
      throw new IllegalArgumentException(
          "there is no position " + recordsAfterOffset + " records after " + offset);
    }
    this.offset = offset;
    this.recordsAfterOffset = recordsAfterOffset;
  }

  public long getOffset() {
    return offset;
  }

  public long getRecordsAfterOffset() {
    return recordsAfterOffset;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CheckpointedPosition that
        && that.offset == offset
        && that.recordsAfterOffset == recordsAfterOffset;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(offset) * 31 + Long.hashCode(recordsAfterOffset);
  }

  @Override
  public String toString() {
    return recordsAfterOffset + " records after offset " + offset;
  }
}
