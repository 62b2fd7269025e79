// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.session.cli;

import io.flyshuttle.core.fault.ErrorCode;

/**
 * The exit status of a command for each failure; documented in {@code docs/errors.md}. Coarser than
 * the codes: a script that wants to know more reads the code on standard error.
 */
final class ExitStatus {
  static final int OK = 0;
  static final int JOB_FAILED = 1;
  static final int USAGE = 2;
  static final int PROGRAM = 3;
  static final int DATA = 4;
  static final int SESSION = 5;
  static final int CLUSTER = 6;
  static final int LOST = 7;
  static final int CANCELED = 8;
  static final int DENIED = 9;
  static final int INTERNAL = 70;

  private ExitStatus() {}

  /** The status for a code. */
  static int of(ErrorCode code) {
    return switch (code) {
      case USER_FUNCTION_FAILED, MAIN_METHOD_FAILED, MALFORMED_INPUT, RESULT_TOO_LARGE ->
          JOB_FAILED;
      case INVALID_COMMAND_LINE, INVALID_OPTION -> USAGE;
      case JAR_NOT_USABLE,
          MAIN_CLASS_NOT_USABLE,
          CLASS_NOT_FOUND,
          NOTHING_EXECUTED,
          TYPE_NOT_EXTRACTABLE,
          FUNCTION_NOT_SERIALIZABLE,
          INVALID_PROGRAM,
          STATE_NOT_RESTORABLE ->
          PROGRAM;
      case INPUT_NOT_FOUND, OUTPUT_EXISTS, CHECKPOINT_NOT_FOUND -> DATA;
      case JOB_NOT_FOUND,
          LOG_NOT_FOUND,
          SESSION_NOT_FOUND,
          SESSION_AMBIGUOUS,
          SESSION_NOT_READY,
          SESSION_FAILED ->
          SESSION;
      case JOB_CANCELED -> CANCELED;
      case ACCESS_DENIED, LOGIN_FAILED -> DENIED;
      default ->
          switch (code.failureClass()) {
            case LACK_OF_RESOURCE -> CLUSTER;
            case LOST_RESOURCE -> LOST;
            case USER_ERROR -> JOB_FAILED;
            case BUG -> INTERNAL;
          };
    };
  }
}
