// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.chain;

import io.flyshuttle.core.graph.OperatorSpec;

/** An exception on its way out of a chain, with the operator that threw it. */
public final class OperatorFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int SHOWN_CHARACTERS = 200;

  private final transient OperatorSpec operator;

  private final String record;

  /**
   * @param record the one that was processed; null if none was
   */
  OperatorFailure(OperatorSpec operator, Throwable cause, Object record) {
    super(operator.name(), cause, false, false);
    this.operator = operator;
    this.record = record == null ? "" : shown(record);
  }

  private static String shown(Object record) {
    String text;
    try {
      text = String.valueOf(record).lines().findFirst().orElse("");
    } catch (RuntimeException | StackOverflowError e) {
      // a record that is not whole may be the very reason of the failure
      text = "a " + record.getClass().getName();
    }
    return text.length() > SHOWN_CHARACTERS ? text.substring(0, SHOWN_CHARACTERS) + "..." : text;
  }

  /** The record that was processed, for people; empty if none was. */
  public String record() {
    return record;
  }

  /** The operator that failed. */
  public OperatorSpec operator() {
    return operator;
  }
}
