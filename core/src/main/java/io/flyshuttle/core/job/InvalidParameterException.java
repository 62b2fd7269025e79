// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.job;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;

/** An argument of a program that is missing or cannot be read. */
public final class InvalidParameterException extends FlyshuttleException {
  private static final long serialVersionUID = 1L;

  public InvalidParameterException(String message) {
    super(ErrorCode.INVALID_COMMAND_LINE, message);
  }
}
