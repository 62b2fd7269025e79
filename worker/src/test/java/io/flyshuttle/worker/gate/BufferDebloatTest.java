// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class BufferDebloatTest {

  private static final int FULL = 32_768;
  private static final int BUFFERS = 20;
  private static final long PERIOD_NANOS = 200_000_000;

  private final BufferDebloat debloat =
      new BufferDebloat(new InputGate.Debloat(true, 1_000, 200, 25), FULL);
  private long bytes;
  private long activeNanos;

  /** A period in which the gate reads at a rate and the task is active all the time. */
  private boolean pass(long bytesPerSecond, int buffers) {
    bytes += bytesPerSecond / 5;
    activeNanos += PERIOD_NANOS;
    return debloat.measure(bytes, activeNanos, buffers);
  }

  @Test
  void whenTheGateIsSlowThenBuffersHoldWhatItReadsInTheTarget() {
    assertTrue(pass(100_000, BUFFERS));
    assertEquals(100_000 / BUFFERS, debloat.size());
    for (int i = 0; i < 50; i++) {
      pass(40_000, BUFFERS);
    }
    // not nearer than the threshold
    assertEquals(40_000 / BUFFERS, debloat.size(), 40_000 / BUFFERS * 0.34);
  }

  @Test
  void whenTheGateIsFastThenBuffersStayFull() {
    for (int i = 0; i < 100; i++) {
      assertFalse(pass(1_000_000 + i * 1_000_000, BUFFERS));
    }
    assertEquals(FULL, debloat.size());
  }

  @Test
  void whenFewBuffersWaitThenTheyStayFull() {
    assertFalse(pass(40_000, 1));
    assertFalse(pass(40_000, 0));
    assertEquals(FULL, debloat.size());
  }

  @Test
  void whenTheRateWaversThenTheSizeDoesNot() {
    pass(100_000, BUFFERS);
    for (int i = 0; i < 100; i++) {
      assertFalse(pass(i % 2 == 0 ? 110_000 : 90_000, BUFFERS));
    }
  }

  @Test
  void whenTheGateIsFastAgainThenBuffersAreFullAgain() {
    pass(10_000, BUFFERS);
    assertEquals(500, debloat.size());
    int periods = 0;
    while (debloat.size() < FULL) {
      pass(5_000_000, BUFFERS);
      periods++;
    }
    assertTrue(periods < 5, "after " + periods + " periods");
  }

  @Test
  void whenNothingIsReadThenNothingIsConcluded() {
    assertFalse(debloat.measure(0, PERIOD_NANOS, BUFFERS));
    // what was read at last took all that time
    assertTrue(debloat.measure(10_000, 5 * PERIOD_NANOS, BUFFERS));
    assertEquals(10_000 / BUFFERS, debloat.size());
  }

  @Test
  void shouldNotGoBelowTheLeastSize() {
    assertTrue(pass(100, BUFFERS));
    assertEquals(BufferDebloat.LEAST_BYTES, debloat.size());
    assertFalse(pass(100, BUFFERS));
  }

  @Test
  void whenTheTaskMostlyWaitsForInputThenItsSpeedCounts() {
    // 40 000 bytes in 20 ms of work
    assertFalse(debloat.measure(40_000, 20_000_000, 2));
    assertEquals(FULL, debloat.size());
  }
}
