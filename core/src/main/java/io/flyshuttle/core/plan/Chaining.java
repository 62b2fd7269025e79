// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.plan;

/** Whether an operator may run in one task with the operator before it, and the one behind it. */
public enum Chaining {
  /** With both. */
  ALWAYS,
  /** Only with those behind it. */
  HEAD,
  /** With neither. */
  NEVER
}
