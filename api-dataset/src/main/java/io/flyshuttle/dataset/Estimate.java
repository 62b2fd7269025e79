// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.dataset;

import java.util.function.Supplier;

/**
 * What is known of a data set's size.
 *
 * @param bytes serialized size, {@link #UNKNOWN} if not known
 * @param records number of records, {@link #UNKNOWN} if not known
 */
record Estimate(long bytes, long records) {
  static final long UNKNOWN = -1;

  /** Nothing is known. */
  static final Estimate NONE = new Estimate(UNKNOWN, UNKNOWN);

  /** What a record is taken for where only their number is known. */
  private static final long ASSUMED_RECORD_BYTES = 64;

  /** Whether anything is known by which sizes can be compared. */
  boolean isKnown() {
    return likelyBytes() != UNKNOWN;
  }

  /** The size, guessed from the number of records if only that is known. */
  long likelyBytes() {
    if (bytes != UNKNOWN) {
      return bytes;
    }
    return records == UNKNOWN ? UNKNOWN : records * ASSUMED_RECORD_BYTES;
  }

  /** Both together. */
  Estimate plus(Estimate other) {
    return new Estimate(sum(bytes, other.bytes), sum(records, other.records));
  }

  private static long sum(long a, long b) {
    return a == UNKNOWN || b == UNKNOWN ? UNKNOWN : a + b;
  }

  String describe() {
    return "estimated size: "
        + (bytes == UNKNOWN ? "unknown" : bytes + " bytes")
        + (records == UNKNOWN ? "" : ", " + records + " records");
  }

  /** An estimate that is made when somebody asks, because asking may read files. */
  static final class Lazy {
    /** Nothing is known. */
    static final Lazy NONE = new Lazy(() -> Estimate.NONE);

    private final Supplier<Estimate> source;
    private Estimate made;

    Lazy(Supplier<Estimate> source) {
      this.source = source;
    }

    Estimate get() {
      if (made == null) {
        made = source.get();
      }
      return made;
    }

    /** Both together. */
    Lazy plus(Lazy other) {
      return new Lazy(() -> get().plus(other.get()));
    }
  }
}
