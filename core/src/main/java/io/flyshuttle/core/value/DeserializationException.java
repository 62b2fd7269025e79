// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.value;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;

/** Bytes are not those of the value they should be. */
public class DeserializationException extends FlyshuttleException {
  private static final long serialVersionUID = 1L;

  public DeserializationException(String message) {
    this(message, null);
  }

  public DeserializationException(String message, Throwable cause) {
    super(ErrorCode.DATA_CORRUPT, message, cause);
  }
}
