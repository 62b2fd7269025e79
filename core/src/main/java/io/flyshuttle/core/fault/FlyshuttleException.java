// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.fault;

import java.util.Objects;

/**
 * A failure with a code. The message is one clear line that names the thing and the way out; it is
 * what a user sees. Unchecked, because most code between the cause and the one place that handles
 * it has nothing to add.
 */
public class FlyshuttleException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;

  public FlyshuttleException(ErrorCode code, String message) {
    this(code, message, null);
  }

  public FlyshuttleException(ErrorCode code, String message, Throwable cause) {
    super(message, cause);
    this.code = Objects.requireNonNull(code);
  }

  /** The failure's code; decides what the system does about it. */
  public final ErrorCode code() {
    return code;
  }
}
