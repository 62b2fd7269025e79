// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.job;

import io.flyshuttle.core.fault.ErrorCode;

/** A function, or what it refers to, cannot travel to the workers. */
public class NonSerializableUserCodeException extends InvalidProgramException {
  private static final long serialVersionUID = 1L;

  public NonSerializableUserCodeException() {
    this("A function cannot be serialized.");
  }

  public NonSerializableUserCodeException(String message) {
    this(message, null);
  }

  public NonSerializableUserCodeException(String message, Throwable cause) {
    super(ErrorCode.FUNCTION_NOT_SERIALIZABLE, message, cause);
  }
}
