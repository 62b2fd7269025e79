// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.function;

/** Holds the hint by which a program says which side of a cross product is small. */
public final class CrossOperatorBase {
  private CrossOperatorBase() {}

  /** Which side is sent to all subtasks. */
  public enum CrossHint {
    /** The optimizer decides. */
    OPTIMIZER_CHOOSES,
    /** The first side is sent. */
    FIRST_IS_SMALL,
    /** The second side is sent. */
    SECOND_IS_SMALL
  }
}
