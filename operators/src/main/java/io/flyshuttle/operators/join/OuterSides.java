// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.join;

/** Which sides' records without a partner a join keeps. */
public enum OuterSides {
  NONE(false, false),
  FIRST(true, false),
  SECOND(false, true),
  BOTH(true, true);

  private final boolean first;
  private final boolean second;

  OuterSides(boolean first, boolean second) {
    this.first = first;
    this.second = second;
  }

  /** Whether records of the first side without a partner are kept. */
  public boolean keepsFirst() {
    return first;
  }

  /** Whether records of the second side without a partner are kept. */
  public boolean keepsSecond() {
    return second;
  }
}
