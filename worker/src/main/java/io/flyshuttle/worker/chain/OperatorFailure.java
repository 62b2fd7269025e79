// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.chain;

import io.flyshuttle.core.graph.OperatorSpec;

/** An exception on its way out of a chain, with the operator that threw it. */
public final class OperatorFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient OperatorSpec operator;

  OperatorFailure(OperatorSpec operator, Throwable cause) {
    super(operator.name(), cause, false, false);
    this.operator = operator;
  }

  /** The operator that failed. */
  public OperatorSpec operator() {
    return operator;
  }
}
