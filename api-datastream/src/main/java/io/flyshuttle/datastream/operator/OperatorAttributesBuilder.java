// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream.operator;

/** Makes {@link OperatorAttributes}. */
public final class OperatorAttributesBuilder {
  private boolean outputOnlyAfterEndOfStream;

  /** Of an operator that may emit at any time. */
  public OperatorAttributesBuilder() {}

  /** Says that the operator emits nothing before its input has ended. */
  public OperatorAttributesBuilder setOutputOnlyAfterEndOfStream(boolean onlyAfterEnd) {
    this.outputOnlyAfterEndOfStream = onlyAfterEnd;
    return this;
  }

  public OperatorAttributes build() {
    return new OperatorAttributes(outputOnlyAfterEndOfStream);
  }
}
