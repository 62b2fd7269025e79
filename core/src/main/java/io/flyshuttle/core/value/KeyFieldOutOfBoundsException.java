// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.value;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;

/** A record does not have a key field. */
public class KeyFieldOutOfBoundsException extends FlyshuttleException {
  private static final long serialVersionUID = 1L;

  private final int fieldNumber;

  public KeyFieldOutOfBoundsException() {
    this("A record does not have a key field.");
  }

  public KeyFieldOutOfBoundsException(String message) {
    super(ErrorCode.USER_FUNCTION_FAILED, message);
    this.fieldNumber = -1;
  }

  public KeyFieldOutOfBoundsException(int fieldNumber) {
    this(fieldNumber, null);
  }

  public KeyFieldOutOfBoundsException(int fieldNumber, Throwable parent) {
    super(ErrorCode.USER_FUNCTION_FAILED, "A record has no key field " + fieldNumber + ".", parent);
    this.fieldNumber = fieldNumber;
  }

  /** Position of the field; -1 if not known. */
  public int getFieldNumber() {
    return fieldNumber;
  }
}
