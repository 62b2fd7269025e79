// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;

/** Input that does not have the form that a format expects. */
public class ParseException extends FlyshuttleException {
  private static final long serialVersionUID = 1L;

  public ParseException() {
    this("The input is malformed.");
  }

  public ParseException(String message) {
    this(message, null);
  }

  public ParseException(Throwable cause) {
    this(String.valueOf(cause), cause);
  }

  public ParseException(String message, Throwable cause) {
    super(ErrorCode.MALFORMED_INPUT, message, cause);
  }
}
