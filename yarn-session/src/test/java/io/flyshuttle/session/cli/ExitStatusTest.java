// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.session.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.flyshuttle.core.fault.ErrorCode;
import org.junit.jupiter.api.Test;

final class ExitStatusTest {

  @Test
  void shouldNeverCallAFailureSuccess() {
    for (ErrorCode code : ErrorCode.values()) {
      assertNotEquals(0, ExitStatus.of(code), code.name());
    }
  }

  @Test
  void shouldTellFailuresApart() {
    assertEquals(1, ExitStatus.of(ErrorCode.USER_FUNCTION_FAILED));
    assertEquals(2, ExitStatus.of(ErrorCode.INVALID_COMMAND_LINE));
    assertEquals(3, ExitStatus.of(ErrorCode.NOTHING_EXECUTED));
    assertEquals(4, ExitStatus.of(ErrorCode.OUTPUT_EXISTS));
    assertEquals(5, ExitStatus.of(ErrorCode.SESSION_AMBIGUOUS));
    assertEquals(6, ExitStatus.of(ErrorCode.CLUSTER_UNREACHABLE));
    assertEquals(7, ExitStatus.of(ErrorCode.APPLICATION_MASTER_LOST));
    assertEquals(8, ExitStatus.of(ErrorCode.JOB_CANCELED));
    assertEquals(9, ExitStatus.of(ErrorCode.ACCESS_DENIED));
    assertEquals(70, ExitStatus.of(ErrorCode.INTERNAL));
  }
}
