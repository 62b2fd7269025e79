// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.type;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.job.InvalidProgramException;

/** A type cannot be found out, or does not fit where it is used. */
public class InvalidTypesException extends InvalidProgramException {
  private static final long serialVersionUID = 1L;

  public InvalidTypesException() {
    this("A type cannot be found out.");
  }

  public InvalidTypesException(String message) {
    this(message, null);
  }

  public InvalidTypesException(String message, Throwable cause) {
    super(ErrorCode.TYPE_NOT_EXTRACTABLE, message, cause);
  }
}
