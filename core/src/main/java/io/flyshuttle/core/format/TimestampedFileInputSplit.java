// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format;

import io.flyshuttle.core.file.Path;
import java.io.Serializable;
import java.util.Comparator;

/**
 * A range of a file, with the time at which the file was last changed: what a directory that is
 * watched gives. Ordered by that time, then by path and by where the range begins.
 */
public class TimestampedFileInputSplit extends FileInputSplit implements TimestampedInputSplit {
  private static final long serialVersionUID = 1L;

  private static final Comparator<TimestampedFileInputSplit> ORDER =
      Comparator.comparingLong(TimestampedFileInputSplit::getModificationTime)
          .thenComparing(split -> split.getPath().toString())
          .thenComparingLong(FileInputSplit::getStart)
          .thenComparingLong(FileInputSplit::getLength);

  private final long modificationTime;
  private Serializable splitState;

  /**
   * A range of a file.
   *
   * @param modificationTime when the file was last changed, in milliseconds since 1970
   * @param num the split's number
   * @param file the file
   * @param start first byte
   * @param length number of bytes; -1 for all to the end of the file
   * @param hosts hosts with the data; may be null
   */
  public TimestampedFileInputSplit(
      long modificationTime, int num, Path file, long start, long length, String[] hosts) {
    super(num, file, start, length, hosts);
    if (modificationTime < 0 && modificationTime != Long.MIN_VALUE) {
      throw new IllegalArgumentException(
          "the time of a file's last change is not negative: " + modificationTime);
    }
    this.modificationTime = modificationTime;
  }

  @Override
  public long getModificationTime() {
    return modificationTime;
  }

  @Override
  public Serializable getSplitState() {
    return splitState;
  }

  @Override
  public void setSplitState(Serializable state) {
    this.splitState = state;
  }

  /** Splits of other kinds are compared by time alone. */
  @Override
  public int compareTo(TimestampedInputSplit other) {
    return other instanceof TimestampedFileInputSplit file
        ? ORDER.compare(this, file)
        : Long.compare(modificationTime, other.getModificationTime());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TimestampedFileInputSplit split
        && modificationTime == split.modificationTime
        && super.equals(split);
  }

  @Override
  public int hashCode() {
    return 31 * super.hashCode() + Long.hashCode(modificationTime);
  }

  @Override
  public String toString() {
    return super.toString() + " of " + modificationTime;
  }
}
