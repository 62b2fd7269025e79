// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.job;

import io.flyshuttle.core.graph.RestartSpec;
import java.util.ArrayDeque;
import java.util.OptionalLong;
import java.util.function.DoubleSupplier;

/** Whether and when to start again after a failure. One instance per job. */
interface RestartStrategy {

  /**
   * A failure happened.
   *
   * @param nowMillis a clock that only goes forward
   * @return how long to wait before the restart in milliseconds; empty if the job is to fail
   */
  OptionalLong onFailure(long nowMillis);

  /**
   * The strategy of a specification, which is not SESSION_DEFAULT.
   *
   * @param random numbers from 0 to 1, for jitter
   */
  static RestartStrategy of(RestartSpec spec, DoubleSupplier random) {
    return switch (spec.strategy()) {
      case NONE -> now -> OptionalLong.empty();
      case FIXED_DELAY -> new FixedDelay(spec);
      case FAILURE_RATE -> new FailureRate(spec);
      case EXPONENTIAL_DELAY -> new ExponentialDelay(spec, random);
      case SESSION_DEFAULT -> throw new IllegalArgumentException("not resolved: " + spec);
    };
  }

  /** So many restarts, each after the same delay. */
  final class FixedDelay implements RestartStrategy {
    private final RestartSpec spec;
    private int used;

    private FixedDelay(RestartSpec spec) {
      this.spec = spec;
    }

    @Override
    public OptionalLong onFailure(long nowMillis) {
      return used++ < spec.attempts() ? OptionalLong.of(spec.delayMillis()) : OptionalLong.empty();
    }
  }

  /** So many restarts in any interval of a given length. */
  final class FailureRate implements RestartStrategy {
    private final RestartSpec spec;
    private final ArrayDeque<Long> failures = new ArrayDeque<>();

    private FailureRate(RestartSpec spec) {
      this.spec = spec;
    }

    @Override
    public OptionalLong onFailure(long nowMillis) {
      while (!failures.isEmpty() && nowMillis - failures.peek() > spec.intervalMillis()) {
        failures.remove();
      }
      failures.add(nowMillis);
      return failures.size() <= spec.attempts()
          ? OptionalLong.of(spec.delayMillis())
          : OptionalLong.empty();
    }
  }

  /** A delay that grows with each failure, until the job has run well for a while. */
  final class ExponentialDelay implements RestartStrategy {
    private final RestartSpec spec;
    private final DoubleSupplier random;
    private long lastFailure = Long.MIN_VALUE;
    private double delay;
    private int used;

    private ExponentialDelay(RestartSpec spec, DoubleSupplier random) {
      this.spec = spec;
      this.random = random;
    }

    @Override
    public OptionalLong onFailure(long nowMillis) {
      boolean ranWell =
          lastFailure == Long.MIN_VALUE
              || nowMillis - lastFailure >= spec.resetMillis() + (long) delay;
      lastFailure = nowMillis;
      if (ranWell) {
        used = 0;
        delay = spec.delayMillis();
      } else {
        delay = Math.min(spec.maxDelayMillis(), delay * spec.multiplier());
      }
      if (spec.attempts() > 0 && used++ >= spec.attempts()) {
        return OptionalLong.empty();
      }
      double spread = delay * spec.jitter() * (2 * random.getAsDouble() - 1);
      return OptionalLong.of(Math.max(0, Math.round(delay + spread)));
    }
  }
}
