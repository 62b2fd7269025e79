// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream.operator;

import java.io.Serializable;

/**
 * What an operator tells of itself, so that it is run better. Made by an {@link
 * OperatorAttributesBuilder}.
 */
public final class OperatorAttributes implements Serializable {
  private static final long serialVersionUID = 1L;

  private final boolean outputOnlyAfterEndOfStream;

  OperatorAttributes(boolean outputOnlyAfterEndOfStream) {
    this.outputOnlyAfterEndOfStream = outputOnlyAfterEndOfStream;
  }

  /**
   * Whether it emits nothing before its input has ended. In a program that runs as a batch, those
   * that read from it in other tasks then start when it has finished.
   */
  public boolean isOutputOnlyAfterEndOfStream() {
    return outputOnlyAfterEndOfStream;
  }
}
