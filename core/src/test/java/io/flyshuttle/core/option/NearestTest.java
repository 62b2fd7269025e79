// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.option;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class NearestTest {
  private static final List<String> OPTIONS =
      List.of("--container", "--slots", "--jobManagerMemory", "--taskManagerMemory", "-jm", "-tm");

  @Test
  void shouldFindSlips() {
    assertEquals(Optional.of("--container"), Nearest.to("--contianer", OPTIONS));
    assertEquals(Optional.of("--taskManagerMemory"), Nearest.to("--taskmanagermemory", OPTIONS));
    assertEquals(Optional.of("--slots"), Nearest.to("--slot", OPTIONS));
  }

  @Test
  void shouldNotGuessWildly() {
    assertEquals(Optional.empty(), Nearest.to("--frobnicate", OPTIONS));
  }

  @Test
  void shouldCountASwapAsOne() {
    assertEquals(1, Nearest.distance("slots", "solts"));
    assertEquals(0, Nearest.distance("a", "a"));
    assertEquals(3, Nearest.distance("", "abc"));
  }
}
