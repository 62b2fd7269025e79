// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.value;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.tuple.NullFieldException;

/** A key field of a record is null. */
public class NullKeyFieldException extends FlyshuttleException {
  private static final long serialVersionUID = 1L;

  private final int fieldNumber;

  public NullKeyFieldException() {
    this("A key field of a record is null.", -1);
  }

  public NullKeyFieldException(String message) {
    this(message, -1);
  }

  public NullKeyFieldException(int fieldNumber) {
    this("Key field " + fieldNumber + " of a record is null.", fieldNumber);
  }

  public NullKeyFieldException(NullFieldException cause) {
    this(cause.getFieldPos());
    initCause(cause);
  }

  public NullKeyFieldException(String message, int fieldNumber) {
    super(ErrorCode.USER_FUNCTION_FAILED, message);
    this.fieldNumber = fieldNumber;
  }

  /** Position of the field; -1 if not known. */
  public int getFieldNumber() {
    return fieldNumber;
  }
}
