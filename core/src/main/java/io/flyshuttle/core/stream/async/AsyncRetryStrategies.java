// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.stream.async;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Predicate;

/** Strategies of retrying with a fixed or a growing pause. */
public final class AsyncRetryStrategies {

  /** Never tries again. */
  public static final NoRetryStrategy NO_RETRY_STRATEGY = new NoRetryStrategy();

  private AsyncRetryStrategies() {}

  /** What the predicates of a strategy are. */
  private record Predicates<OUT>(Predicate<Collection<OUT>> result, Predicate<Throwable> exception)
      implements AsyncRetryPredicate<OUT> {
    @Override
    public Optional<Predicate<Collection<OUT>>> resultPredicate() {
      return Optional.ofNullable(result);
    }

    @Override
    public Optional<Predicate<Throwable>> exceptionPredicate() {
      return Optional.ofNullable(exception);
    }
  }

  private static long atLeast(long least, long value, String what) {
    if (value < least) {
      throw new FlyshuttleException(
          ErrorCode.INVALID_OPTION, "the " + what + " is " + value + "; the least is " + least);
    }
    return value;
  }

  /** See {@link #NO_RETRY_STRATEGY}. */
  @SuppressWarnings("rawtypes")
  public static final class NoRetryStrategy implements AsyncRetryStrategy {
    private static final long serialVersionUID = 1L;

    private NoRetryStrategy() {}

    @Override
    public boolean canRetry(int currentAttempts) {
      return false;
    }

    @Override
    public long getBackoffTimeMillis(int currentAttempts) {
      return -1;
    }

    @Override
    public AsyncRetryPredicate getRetryPredicate() {
      return new Predicates<>(null, null);
    }
  }

  /** The same pause before each try. */
  public static final class FixedDelayRetryStrategy<OUT> implements AsyncRetryStrategy<OUT> {
    private static final long serialVersionUID = 1L;

    private final int maxAttempts;
    private final long backoffTimeMillis;
    private final Predicate<Collection<OUT>> resultPredicate;
    private final Predicate<Throwable> exceptionPredicate;

    private FixedDelayRetryStrategy(
        int maxAttempts,
        long backoffTimeMillis,
        Predicate<Collection<OUT>> resultPredicate,
        Predicate<Throwable> exceptionPredicate) {
      this.maxAttempts = maxAttempts;
      this.backoffTimeMillis = backoffTimeMillis;
      this.resultPredicate = resultPredicate;
      this.exceptionPredicate = exceptionPredicate;
    }

    @Override
    public boolean canRetry(int currentAttempts) {
      return currentAttempts <= maxAttempts;
    }

    @Override
    public long getBackoffTimeMillis(int currentAttempts) {
      return backoffTimeMillis;
    }

    @Override
    public AsyncRetryPredicate<OUT> getRetryPredicate() {
      return new Predicates<>(resultPredicate, exceptionPredicate);
    }
  }

  /** Settings of a {@link FixedDelayRetryStrategy}. */
  public static class FixedDelayRetryStrategyBuilder<OUT> {
    private final int maxAttempts;
    private final long backoffTimeMillis;
    private Predicate<Collection<OUT>> resultPredicate;
    private Predicate<Throwable> exceptionPredicate;

    /**
     * @param maxAttempts how often it is tried again at most
     */
    public FixedDelayRetryStrategyBuilder(int maxAttempts, long backoffTimeMillis) {
      this.maxAttempts = (int) atLeast(1, maxAttempts, "number of attempts");
      this.backoffTimeMillis = atLeast(1, backoffTimeMillis, "pause between attempts in ms");
    }

    public FixedDelayRetryStrategyBuilder<OUT> ifResult(
        Predicate<Collection<OUT>> resultRetryPredicate) {
      this.resultPredicate = resultRetryPredicate;
      return this;
    }

    public FixedDelayRetryStrategyBuilder<OUT> ifException(
        Predicate<Throwable> exceptionRetryPredicate) {
      this.exceptionPredicate = exceptionRetryPredicate;
      return this;
    }

    public FixedDelayRetryStrategy<OUT> build() {
      return new FixedDelayRetryStrategy<>(
          maxAttempts, backoffTimeMillis, resultPredicate, exceptionPredicate);
    }
  }

  /** A pause that grows from try to try. */
  public static final class ExponentialBackoffDelayRetryStrategy<OUT>
      implements AsyncRetryStrategy<OUT> {
    private static final long serialVersionUID = 1L;

    private final int maxAttempts;
    private final long initialDelay;
    private final long maxRetryDelay;
    private final double multiplier;
    private final Predicate<Collection<OUT>> resultPredicate;
    private final Predicate<Throwable> exceptionPredicate;

    private ExponentialBackoffDelayRetryStrategy(
        int maxAttempts,
        long initialDelay,
        long maxRetryDelay,
        double multiplier,
        Predicate<Collection<OUT>> resultPredicate,
        Predicate<Throwable> exceptionPredicate) {
      this.maxAttempts = maxAttempts;
      this.initialDelay = initialDelay;
      this.maxRetryDelay = maxRetryDelay;
      this.multiplier = multiplier;
      this.resultPredicate = resultPredicate;
      this.exceptionPredicate = exceptionPredicate;
    }

    @Override
    public boolean canRetry(int currentAttempts) {
      return currentAttempts <= maxAttempts;
    }

    @Override
    public long getBackoffTimeMillis(int currentAttempts) {
      double delay = initialDelay * Math.pow(multiplier, Math.max(0, currentAttempts - 1));
      return (long) Math.min(delay, maxRetryDelay);
    }

    @Override
    public AsyncRetryPredicate<OUT> getRetryPredicate() {
      return new Predicates<>(resultPredicate, exceptionPredicate);
    }
  }

  /** Settings of an {@link ExponentialBackoffDelayRetryStrategy}. */
  public static class ExponentialBackoffDelayRetryStrategyBuilder<OUT> {
    private final int maxAttempts;
    private final long initialDelay;
    private final long maxRetryDelay;
    private final double multiplier;
    private Predicate<Collection<OUT>> resultPredicate;
    private Predicate<Throwable> exceptionPredicate;

    /**
     * @param maxAttempts how often it is tried again at most
     * @param initialDelay pause before the first of these tries, in milliseconds
     * @param maxRetryDelay the longest pause, in milliseconds
     * @param multiplier from one pause to the next
     */
    public ExponentialBackoffDelayRetryStrategyBuilder(
        int maxAttempts, long initialDelay, long maxRetryDelay, double multiplier) {
      this.maxAttempts = (int) atLeast(1, maxAttempts, "number of attempts");
      this.initialDelay = atLeast(1, initialDelay, "first pause in ms");
      this.maxRetryDelay = atLeast(initialDelay, maxRetryDelay, "longest pause in ms");
      this.multiplier = multiplier;
    }

    public ExponentialBackoffDelayRetryStrategyBuilder<OUT> ifResult(
        Predicate<Collection<OUT>> resultRetryPredicate) {
      this.resultPredicate = resultRetryPredicate;
      return this;
    }

    public ExponentialBackoffDelayRetryStrategyBuilder<OUT> ifException(
        Predicate<Throwable> exceptionRetryPredicate) {
      this.exceptionPredicate = exceptionRetryPredicate;
      return this;
    }

    public ExponentialBackoffDelayRetryStrategy<OUT> build() {
      return new ExponentialBackoffDelayRetryStrategy<>(
          maxAttempts,
          initialDelay,
          maxRetryDelay,
          multiplier,
          resultPredicate,
          exceptionPredicate);
    }
  }
}
