// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.sink.async;

import java.util.Objects;

/**
 * A fixed number of requests, and a number of entries that shrinks when entries fail and grows when
 * none does.
 */
public class CongestionControlRateLimitingStrategy implements RateLimitingStrategy {
  private final int maxInFlightRequests;
  private final ScalingStrategy<Integer> scalingStrategy;
  private int maxInFlightMessages;
  private int currentInFlightRequests;
  private int currentInFlightMessages;

  private CongestionControlRateLimitingStrategy(
      int maxInFlightRequests,
      int initialMaxInFlightMessages,
      ScalingStrategy<Integer> scalingStrategy) {
    this.scalingStrategy = Objects.requireNonNull(scalingStrategy, "a scaling strategy is needed");
    if (maxInFlightRequests <= 0) {
      throw new IllegalArgumentException(
          "the number of requests must be above 0, it is " + maxInFlightRequests);
    }
    if (initialMaxInFlightMessages <= 0) {
      throw new IllegalArgumentException(
          "the number of entries must be above 0, it is " + initialMaxInFlightMessages);
    }
    this.maxInFlightRequests = maxInFlightRequests;
    this.maxInFlightMessages = initialMaxInFlightMessages;
  }

  public static CongestionControlRateLimitingStrategyBuilder builder() {
    return new CongestionControlRateLimitingStrategyBuilder();
  }

  @Override
  public void registerInFlightRequest(RequestInfo requestInfo) {
    currentInFlightRequests++;
    currentInFlightMessages += requestInfo.getBatchSize();
  }

  @Override
  public void registerCompletedRequest(ResultInfo resultInfo) {
    currentInFlightRequests = Math.max(0, currentInFlightRequests - 1);
    currentInFlightMessages = Math.max(0, currentInFlightMessages - resultInfo.getBatchSize());
    maxInFlightMessages =
        resultInfo.getFailedMessages() > 0
            ? scalingStrategy.scaleDown(maxInFlightMessages)
            : scalingStrategy.scaleUp(maxInFlightMessages);
  }

  @Override
  public boolean shouldBlock(RequestInfo requestInfo) {
    return currentInFlightRequests >= maxInFlightRequests
        || currentInFlightMessages + requestInfo.getBatchSize() > maxInFlightMessages;
  }

  @Override
  public int getMaxBatchSize() {
    return maxInFlightMessages;
  }

  /** Collects settings. */
  public static class CongestionControlRateLimitingStrategyBuilder {
    private int maxInFlightRequests;
    private int initialMaxInFlightMessages;
    private ScalingStrategy<Integer> scalingStrategy;

    public CongestionControlRateLimitingStrategyBuilder setMaxInFlightRequests(int requests) {
      this.maxInFlightRequests = requests;
      return this;
    }

    public CongestionControlRateLimitingStrategyBuilder setInitialMaxInFlightMessages(
        int messages) {
      this.initialMaxInFlightMessages = messages;
      return this;
    }

    public CongestionControlRateLimitingStrategyBuilder setScalingStrategy(
        ScalingStrategy<Integer> strategy) {
      this.scalingStrategy = strategy;
      return this;
    }

    public CongestionControlRateLimitingStrategy build() {
      return new CongestionControlRateLimitingStrategy(
          maxInFlightRequests, initialMaxInFlightMessages, scalingStrategy);
    }
  }
}
