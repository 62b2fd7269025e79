// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.function;

/** The order of a field. */
public enum Order {
  /** None, and none is kept. */
  NONE,
  /** Any order, so long as there is one. */
  ANY,
  /** Smallest first. */
  ASCENDING,
  /** Largest first. */
  DESCENDING;

  /** Whether there is an order at all. */
  public boolean isOrdered() {
    return this != NONE;
  }

  /** The order in three letters, for plans. */
  public String getShortName() {
    return switch (this) {
      case ASCENDING -> "ASC";
      case DESCENDING -> "DESC";
      case ANY -> "*";
      case NONE -> "-";
    };
  }
}
