// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.session.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class KnownKeysTest {
  private final KnownKeys keys = new KnownKeys();

  @Test
  void shouldKnowKeysAndTheirOtherNames() {
    assertEquals(Optional.empty(), keys.complaint("taskmanager.numberOfTaskSlots"));
    assertEquals(Optional.empty(), keys.complaint("taskmanager.memory.process.size"));
  }

  @Test
  void shouldSuggestTheNearestKey() {
    FlyshuttleException e =
        assertThrows(FlyshuttleException.class, () -> keys.check("taskmanager.numberOfTaskSlot"));

    assertEquals(ErrorCode.INVALID_OPTION, e.code());
    assertTrue(e.getMessage().contains("taskmanager.numberOfTaskSlots"), e.getMessage());
  }

  @Test
  void shouldLetTheProgramsOwnKeysPass() {
    assertEquals(Optional.empty(), keys.complaint("mycompany.report.day"));
  }
}
