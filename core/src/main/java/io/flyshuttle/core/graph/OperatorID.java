// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.graph;

/**
 * Identity of an operator across versions of a program: from the user's {@code uid}, else from the
 * structure of the graph. State is addressed by it.
 */
public record OperatorID(long upper, long lower) {

  /** Reads the 32 hex digits that {@link #toString} wrote. */
  public static OperatorID fromHexString(String hex) {
    if (hex.length() != 32) {
      throw new IllegalArgumentException("an operator id has 32 hex digits: \"" + hex + "\"");
    }
    return new OperatorID(
        Long.parseUnsignedLong(hex, 0, 16, 16), Long.parseUnsignedLong(hex, 16, 32, 16));
  }

  /** 32 hex digits. */
  @Override
  public String toString() {
    return String.format("%016x%016x", upper, lower);
  }
}
