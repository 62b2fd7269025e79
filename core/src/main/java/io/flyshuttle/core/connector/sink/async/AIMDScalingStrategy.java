// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.sink.async;

/** Grows by a constant and shrinks by a factor, between 1 and a threshold. Immutable. */
public class AIMDScalingStrategy implements ScalingStrategy<Integer> {
  private final int increaseRate;
  private final double decreaseFactor;
  private final int rateThreshold;

  public AIMDScalingStrategy(int increaseRate, double decreaseFactor, int rateThreshold) {
    if (increaseRate <= 0) {
      throw new IllegalArgumentException("the increase must be above 0, it is " + increaseRate);
    }
    if (!(decreaseFactor > 0 && decreaseFactor < 1)) {
      throw new IllegalArgumentException(
          "the factor of decrease must be between 0 and 1, it is " + decreaseFactor);
    }
    if (rateThreshold < increaseRate) {
      throw new IllegalArgumentException(
          "the threshold " + rateThreshold + " is below the increase " + increaseRate);
    }
    this.increaseRate = increaseRate;
    this.decreaseFactor = decreaseFactor;
    this.rateThreshold = rateThreshold;
  }

  /** Grows by 10 and shrinks by half, unless set. */
  public static AIMDScalingStrategyBuilder builder(int rateThreshold) {
    return new AIMDScalingStrategyBuilder(rateThreshold);
  }

  @Override
  public Integer scaleUp(Integer currentRate) {
    return Math.min(currentRate + increaseRate, rateThreshold);
  }

  @Override
  public Integer scaleDown(Integer currentRate) {
    return Math.max(1, (int) Math.round(currentRate * decreaseFactor));
  }

  /** Collects settings. */
  public static class AIMDScalingStrategyBuilder {
    private final int rateThreshold;
    private int increaseRate = 10;
    private double decreaseFactor = 0.5;

    public AIMDScalingStrategyBuilder(int rateThreshold) {
      this.rateThreshold = rateThreshold;
    }

    public AIMDScalingStrategyBuilder setIncreaseRate(int newIncreaseRate) {
      this.increaseRate = newIncreaseRate;
      return this;
    }

    public AIMDScalingStrategyBuilder setDecreaseFactor(double newDecreaseFactor) {
      this.decreaseFactor = newDecreaseFactor;
      return this;
    }

    public AIMDScalingStrategy build() {
      return new AIMDScalingStrategy(increaseRate, decreaseFactor, rateThreshold);
    }
  }
}
