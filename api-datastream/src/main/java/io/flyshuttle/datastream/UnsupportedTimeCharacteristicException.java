// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream;

import io.flyshuttle.core.job.InvalidProgramException;

/** Windows go by a time that the program's records do not have. */
public class UnsupportedTimeCharacteristicException extends InvalidProgramException {
  private static final long serialVersionUID = 1L;

  public UnsupportedTimeCharacteristicException(String message) {
    super(message);
  }
}
