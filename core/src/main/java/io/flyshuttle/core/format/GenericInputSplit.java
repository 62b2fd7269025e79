// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format;

/** A split that is only a number. */
public class GenericInputSplit implements InputSplit {
  private static final long serialVersionUID = 1L;

  private final int partitionNumber;
  private final int totalNumberOfPartitions;

  /** Split {@code partitionNumber} of {@code totalNumberOfPartitions}. */
  public GenericInputSplit(int partitionNumber, int totalNumberOfPartitions) {
    this.partitionNumber = partitionNumber;
    this.totalNumberOfPartitions = totalNumberOfPartitions;
  }

  @Override
  public int getSplitNumber() {
    return partitionNumber;
  }

  /** How many splits there are. */
  public int getTotalNumberOfSplits() {
    return totalNumberOfPartitions;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GenericInputSplit split
        && split.partitionNumber == partitionNumber
        && split.totalNumberOfPartitions == totalNumberOfPartitions;
  }

  @Override
  public int hashCode() {
    return 31 * partitionNumber + totalNumberOfPartitions;
  }

  @Override
  public String toString() {
    return "GenericSplit (" + partitionNumber + '/' + totalNumberOfPartitions + ')';
  }
}
