// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.dataset;

/** Which records without a partner a join keeps. */
public enum JoinType {
  INNER,
  LEFT_OUTER,
  RIGHT_OUTER,
  FULL_OUTER;

  /** Whether any are kept. */
  public boolean isOuter() {
    return this != INNER;
  }

  /** Whether those of the first side are kept. */
  boolean keepsFirst() {
    return this == LEFT_OUTER || this == FULL_OUTER;
  }

  /** Whether those of the second side are kept. */
  boolean keepsSecond() {
    return this == RIGHT_OUTER || this == FULL_OUTER;
  }
}
