// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.session.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import org.junit.jupiter.api.Test;

final class SessionLookupTest {
  private static final String ONE = "application_1_0001";
  private static final String TWO = "application_1_0002";

  private final FakeSessionCluster cluster = new FakeSessionCluster();
  private final SessionLookup lookup = new SessionLookup(cluster);

  private FlyshuttleException refused(String id) {
    return assertThrows(FlyshuttleException.class, () -> lookup.find(id));
  }

  @Test
  void shouldFindTheOnlySessionOfTheUser() {
    cluster.with(ONE, "anna", "RUNNING", "UNDEFINED").with(TWO, "berta", "RUNNING", "UNDEFINED");

    assertEquals(ONE, lookup.find(null).applicationId());
  }

  @Test
  void shouldFindASessionById() {
    cluster.with(ONE, "anna", "RUNNING", "UNDEFINED").with(TWO, "berta", "RUNNING", "UNDEFINED");

    assertEquals(TWO, lookup.find(TWO).applicationId());
  }

  @Test
  void shouldPreferARunningSessionToOneThatStarts() {
    cluster.with(ONE, "anna", "ACCEPTED", "UNDEFINED").with(TWO, "anna", "RUNNING", "UNDEFINED");

    assertEquals(TWO, lookup.find(null).applicationId());
  }

  @Test
  void shouldNameAllWhenSeveralRunAndNoIdIsGiven() {
    cluster.with(ONE, "anna", "RUNNING", "UNDEFINED").with(TWO, "anna", "RUNNING", "UNDEFINED");

    FlyshuttleException e = refused(null);

    assertEquals(ErrorCode.SESSION_AMBIGUOUS, e.code());
    assertTrue(e.getMessage().contains(ONE), e.getMessage());
    assertTrue(e.getMessage().contains(TWO), e.getMessage());
    assertTrue(e.getMessage().contains("--session"), e.getMessage());
  }

  @Test
  void shouldSayHowToStartOneWhenNoneRuns() {
    FlyshuttleException e = refused(null);

    assertEquals(ErrorCode.SESSION_NOT_FOUND, e.code());
    assertTrue(e.getMessage().contains("yarn-session.sh"), e.getMessage());
  }

  @Test
  void shouldNameIdAndFinalStateOfAnEndedSession() {
    cluster.with(ONE, "anna", "KILLED", "KILLED").with(TWO, "anna", "RUNNING", "UNDEFINED");

    FlyshuttleException e = refused(ONE);

    assertEquals(ErrorCode.SESSION_NOT_FOUND, e.code());
    assertTrue(e.getMessage().contains(ONE + " is gone: KILLED"), e.getMessage());
    assertTrue(e.getMessage().contains("running: " + TWO), e.getMessage());
  }

  @Test
  void shouldSayThatAnIdIsUnknown() {
    assertEquals(ErrorCode.SESSION_NOT_FOUND, refused(ONE).code());
  }

  @Test
  void shouldSayThatASessionIsStillStarting() {
    cluster.with(ONE, "anna", "ACCEPTED", "UNDEFINED");

    assertEquals(ErrorCode.SESSION_NOT_READY, refused(null).code());
  }
}
