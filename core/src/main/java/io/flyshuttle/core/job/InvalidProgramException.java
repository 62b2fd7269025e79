// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.job;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;

/** A program that makes no sense, found before it runs. */
public class InvalidProgramException extends FlyshuttleException {
  private static final long serialVersionUID = 1L;

  public InvalidProgramException() {
    this("The program is not valid.");
  }

  public InvalidProgramException(String message) {
    this(message, null);
  }

  public InvalidProgramException(String message, Throwable cause) {
    this(ErrorCode.INVALID_PROGRAM, message, cause);
  }

  /** For kinds of invalid programs that have a code of their own. */
  protected InvalidProgramException(ErrorCode code, String message, Throwable cause) {
    super(code, message, cause);
  }
}
