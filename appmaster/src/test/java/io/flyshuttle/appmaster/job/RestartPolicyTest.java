// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.Failure;
import io.flyshuttle.core.graph.RestartSpec;
import io.flyshuttle.core.graph.RestartSpec.Strategy;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RestartPolicyTest {

  private static Failure failure(ErrorCode code) {
    return new Failure(code, "m", "", "", 0);
  }

  @Test
  void whenNothingIsChosenThenOnlyLostResourcesAreRestartedAFewTimes() {
    RestartPolicy policy =
        new RestartPolicy(
            RestartSpec.sessionDefault(), RestartSpec.sessionDefault(), false, () -> 0.5);
    assertFalse(policy.isWorthwhile(failure(ErrorCode.USER_FUNCTION_FAILED)));
    assertFalse(policy.isWorthwhile(failure(ErrorCode.INTERNAL)));
    assertTrue(policy.isWorthwhile(failure(ErrorCode.WORKER_LOST)));
    for (int i = 0; i < 3; i++) {
      assertTrue(policy.onFailure(failure(ErrorCode.WORKER_LOST), i).isPresent());
    }
    assertTrue(policy.onFailure(failure(ErrorCode.WORKER_LOST), 4).isEmpty());
  }

  @Test
  void whenAStrategyIsChosenThenUserFunctionsAreRestartedToo() {
    RestartPolicy policy =
        new RestartPolicy(RestartSpec.fixedDelay(2, 70), RestartSpec.none(), false, () -> 0.5);
    Failure user = failure(ErrorCode.USER_FUNCTION_FAILED);
    assertEquals(OptionalLong.of(70), policy.onFailure(user, 0));
    assertFalse(policy.isWorthwhile(failure(ErrorCode.CLASS_NOT_FOUND)));
    assertFalse(policy.isWorthwhile(failure(ErrorCode.NOT_ENOUGH_SLOTS)));
    assertTrue(policy.onFailure(user, 1).isPresent());
    assertTrue(policy.onFailure(user, 2).isEmpty());
  }

  @Test
  void whenTheJobChoosesNothingThenTheSessionsStrategyHolds() {
    RestartPolicy policy =
        new RestartPolicy(RestartSpec.sessionDefault(), RestartSpec.none(), false, () -> 0.5);
    assertTrue(policy.onFailure(failure(ErrorCode.WORKER_LOST), 0).isEmpty());
  }

  @Test
  void shouldAllowSoManyFailuresPerInterval() {
    RestartStrategy strategy =
        RestartStrategy.of(
            new RestartSpec(Strategy.FAILURE_RATE, 2, 1000, 5, 0, 0, 0, 0), () -> 0.5);
    assertTrue(strategy.onFailure(0).isPresent());
    assertTrue(strategy.onFailure(100).isPresent());
    assertTrue(strategy.onFailure(1500).isPresent());
    assertEquals(OptionalLong.of(5), strategy.onFailure(2000));
    assertTrue(strategy.onFailure(2100).isEmpty());
  }

  @Test
  void shouldGrowTheDelayUntilTheJobRunsWell() {
    RestartSpec spec = new RestartSpec(Strategy.EXPONENTIAL_DELAY, 0, 0, 100, 400, 2, 10_000, 0.1);
    RestartStrategy strategy = RestartStrategy.of(spec, () -> 0.5);
    assertEquals(OptionalLong.of(100), strategy.onFailure(0));
    assertEquals(OptionalLong.of(200), strategy.onFailure(1_000));
    assertEquals(OptionalLong.of(400), strategy.onFailure(2_000));
    assertEquals(OptionalLong.of(400), strategy.onFailure(3_000));
    assertEquals(OptionalLong.of(100), strategy.onFailure(20_000));
    RestartStrategy jittered = RestartStrategy.of(spec, () -> 1.0);
    assertEquals(OptionalLong.of(110), jittered.onFailure(0));
  }
}
