// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.job;

import java.io.Serializable;
import java.util.UUID;

/** Identity of a job: 128 random bits, written as 32 hex digits. Immutable. */
public final class JobID implements Comparable<JobID>, Serializable {
  private static final long serialVersionUID = 1L;

  private final long upper;
  private final long lower;

  /** A new random id. */
  public JobID() {
    UUID random = UUID.randomUUID();
    this.upper = random.getMostSignificantBits();
    this.lower = random.getLeastSignificantBits();
  }

  public JobID(long lower, long upper) {
    this.lower = lower;
    this.upper = upper;
  }

  public static JobID generate() {
    return new JobID();
  }

  /** Reads the 32 hex digits that {@link #toHexString} wrote. */
  public static JobID fromHexString(String hex) {
    if (hex.length() != 32) {
      throw new IllegalArgumentException("a job id has 32 hex digits: \"" + hex + "\"");
    }
    try {
      return new JobID(
          Long.parseUnsignedLong(hex, 16, 32, 16), Long.parseUnsignedLong(hex, 0, 16, 16));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("a job id has 32 hex digits: \"" + hex + "\"", e);
    }
  }

  public long getUpperPart() {
    return upper;
  }

  public long getLowerPart() {
    return lower;
  }

  public String toHexString() {
    return String.format("%016x%016x", upper, lower);
  }

  @Override
  public int compareTo(JobID other) {
    int first = Long.compareUnsigned(upper, other.upper);
    return first != 0 ? first : Long.compareUnsigned(lower, other.lower);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof JobID other && upper == other.upper && lower == other.lower;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(upper ^ lower);
  }

  @Override
  public String toString() {
    return toHexString();
  }
}
