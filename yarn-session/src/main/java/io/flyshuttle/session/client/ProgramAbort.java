// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.session.client;

/**
 * Ends a program's {@code main} where it executes its first job, because only its plan was asked
 * for. An error, so that programs that catch exceptions let it through.
 */
public final class ProgramAbort extends Error {
  private static final long serialVersionUID = 1L;

  public ProgramAbort() {
    super("the plan is known; the program is not run", null, false, false);
  }
}
