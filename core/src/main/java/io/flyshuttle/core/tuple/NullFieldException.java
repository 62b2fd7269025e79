// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.tuple;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;

/** A field of a record is null where a value is needed. */
public class NullFieldException extends FlyshuttleException {
  private static final long serialVersionUID = 1L;

  private final int fieldPosition;

  public NullFieldException() {
    this("A field of a record is null where a value is needed.", -1, null);
  }

  public NullFieldException(String message) {
    this(message, -1, null);
  }

  public NullFieldException(int fieldPosition) {
    this(fieldPosition, null);
  }

  public NullFieldException(int fieldPosition, Throwable cause) {
    this(
        "Field "
            + fieldPosition
            + " of a tuple is null; tuples cannot be sent or stored with null fields:"
            + " set the field, or use a POJO or a Row, which may hold null.",
        fieldPosition,
        cause);
  }

  private NullFieldException(String message, int fieldPosition, Throwable cause) {
    super(ErrorCode.USER_FUNCTION_FAILED, message, cause);
    this.fieldPosition = fieldPosition;
  }

  /** Position of the field; -1 if not known. */
  public int getFieldPos() {
    return fieldPosition;
  }
}
