// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.yarn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class NodeAvoidanceTest {
  private final NodeAvoidance avoidance = new NodeAvoidance();

  @Test
  void shouldAvoidANodeAfterRepeatedFailuresAndReadmitItLater() {
    assertFalse(avoidance.onFailure("a", 0, 10));
    assertTrue(avoidance.onFailure("a", 1, 10));

    assertEquals(List.of(), avoidance.expired(NodeAvoidance.WINDOW_MILLIS));
    assertEquals(List.of("a"), avoidance.expired(NodeAvoidance.WINDOW_MILLIS + 1));
    assertFalse(avoidance.onFailure("a", NodeAvoidance.WINDOW_MILLIS + 2, 10));
  }

  @Test
  void shouldForgetOldFailures() {
    assertFalse(avoidance.onFailure("a", 0, 10));
    assertFalse(avoidance.onFailure("a", NodeAvoidance.WINDOW_MILLIS + 1, 10));
  }

  @Test
  void shouldNeverAvoidMoreThanHalfOfTheCluster() {
    avoidance.onFailure("a", 0, 2);
    assertTrue(avoidance.onFailure("a", 0, 2));
    avoidance.onFailure("b", 0, 2);
    assertFalse(avoidance.onFailure("b", 0, 2));
  }

  @Test
  void shouldNotAvoidTheOnlyNode() {
    avoidance.onFailure("a", 0, 1);
    assertFalse(avoidance.onFailure("a", 0, 1));
  }
}
