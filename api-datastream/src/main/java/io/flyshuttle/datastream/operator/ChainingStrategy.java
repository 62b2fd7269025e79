// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream.operator;

/** Whether an operator may run in one task with others. */
public enum ChainingStrategy {
  /** With those before it and those behind it. */
  ALWAYS,
  /** With none. */
  NEVER,
  /** Only with those behind it. */
  HEAD,
  /** As {@link #HEAD}, but with sources before it. */
  HEAD_WITH_SOURCES;

  public static final ChainingStrategy DEFAULT_CHAINING_STRATEGY = ALWAYS;
}
