// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.dataset;

import io.flyshuttle.core.accumulator.SimpleAccumulator;

/**
 * Number of records and the sum of their hash codes, which does not depend on their order. It is
 * its own result.
 */
public class ChecksumHashCode implements SimpleAccumulator<ChecksumHashCode> {
  private static final long serialVersionUID = 1L;
  private static final long UNSIGNED_INT = 0xffffffffL;

  private long count;
  private long checksum;

  /** Nothing counted. */
  public ChecksumHashCode() {}

  /** So many records with this sum. */
  public ChecksumHashCode(long count, long checksum) {
    this.count = count;
    this.checksum = checksum;
  }

  /** How many records there are. */
  public long getCount() {
    return count;
  }

  /** Sum of the records' hash codes, each taken as a number without sign. */
  public long getChecksum() {
    return checksum;
  }

  /** Counts a record. */
  void addRecord(Object record) {
    count++;
    checksum += record.hashCode() & UNSIGNED_INT;
  }

  @Override
  public void add(ChecksumHashCode value) {
    count += value.count;
    checksum += value.checksum;
  }

  @Override
  public ChecksumHashCode getLocalValue() {
    return this;
  }

  @Override
  public void resetLocal() {
    count = 0;
    checksum = 0;
  }

  @Override
  public void merge(
      io.flyshuttle.core.accumulator.Accumulator<ChecksumHashCode, ChecksumHashCode> other) {
    add(other.getLocalValue());
  }

  @Override
  public ChecksumHashCode clone() {
    return new ChecksumHashCode(count, checksum);
  }

  @Override
  public boolean equals(Object obj) {
    return obj instanceof ChecksumHashCode other
        && count == other.count
        && checksum == other.checksum;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(31 * count + checksum);
  }

  @Override
  public String toString() {
    return String.format("ChecksumHashCode 0x%016x, count %d", checksum, count);
  }
}
