// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format;

import java.util.Arrays;

/** A split whose data is on certain hosts. */
public class LocatableInputSplit implements InputSplit {
  private static final long serialVersionUID = 1L;
  private static final String[] NO_HOSTS = {};

  private final int splitNumber;
  private final String[] hostnames;

  /** A split with data on {@code hostnames}, which may be null for anywhere. */
  public LocatableInputSplit(int splitNumber, String[] hostnames) {
    this.splitNumber = splitNumber;
    this.hostnames = hostnames == null ? NO_HOSTS : hostnames;
  }

  /** A split with data on one host, which may be null for anywhere. */
  public LocatableInputSplit(int splitNumber, String hostname) {
    this(splitNumber, hostname == null ? NO_HOSTS : new String[] {hostname});
  }

  @Override
  public int getSplitNumber() {
    return splitNumber;
  }

  /** The hosts with the data; empty for anywhere. */
  public String[] getHostnames() {
    return hostnames;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LocatableInputSplit split
        && split.splitNumber == splitNumber
        && Arrays.equals(split.hostnames, hostnames);
  }

  @Override
  public int hashCode() {
    return splitNumber;
  }

  @Override
  public String toString() {
    return "Locatable Split (" + splitNumber + ") at " + Arrays.toString(hostnames);
  }
}
