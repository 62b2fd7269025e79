// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.option;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;

/** A setting that cannot be used. The message names the key and what would be accepted. */
public class IllegalConfigurationException extends FlyshuttleException {
  private static final long serialVersionUID = 1L;

  public IllegalConfigurationException(String message) {
    super(ErrorCode.INVALID_OPTION, message);
  }

  public IllegalConfigurationException(String message, Throwable cause) {
    super(ErrorCode.INVALID_OPTION, message, cause);
  }

  /** The message is a format with arguments as in {@link String#format}. */
  public IllegalConfigurationException(String format, Object... arguments) {
    super(ErrorCode.INVALID_OPTION, String.format(format, arguments));
  }
}
