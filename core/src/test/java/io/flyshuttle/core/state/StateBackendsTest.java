// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import org.junit.jupiter.api.Test;

final class StateBackendsTest {

  @Test
  void shouldFindStoresByOldAndNewNames() {
    StateBackendProvider heap = StateBackends.named("hashmap");
    assertSame(heap, StateBackends.named("jobmanager"));
    assertSame(heap, StateBackends.named("FileSystem"));
  }

  @Test
  void whenThereIsNoSuchStoreThenThoseThereAreAreNamed() {
    FlyshuttleException failure =
        assertThrows(FlyshuttleException.class, () -> StateBackends.named("papyrus"));
    assertEquals(ErrorCode.INVALID_OPTION, failure.code());
    assertTrue(failure.getMessage().contains("hashmap"), failure.getMessage());
  }
}
