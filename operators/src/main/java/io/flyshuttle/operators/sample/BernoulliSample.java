// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.sample;

import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.function.rich.RichMapPartitionFunction;
import java.util.Random;

/**
 * Takes each record with a given chance. With replacement a record is taken a number of times that
 * is Poisson distributed, the chance being its mean.
 *
 * @param <T> type of the records
 */
public final class BernoulliSample<T> extends RichMapPartitionFunction<T, T> {
  private static final long serialVersionUID = 1L;

  private final boolean withReplacement;
  private final double fraction;
  private final long seed;

  public BernoulliSample(boolean withReplacement, double fraction, long seed) {
    if (fraction < 0 || !withReplacement && fraction > 1) {
      throw new IllegalArgumentException(
          "the fraction is "
              + fraction
              + "; it must be at least 0, and without replacement"
              + " at most 1");
    }
    this.withReplacement = withReplacement;
    this.fraction = fraction;
    this.seed = seed;
  }

  @Override
  public void mapPartition(Iterable<T> values, Collector<T> out) {
    Random random = new Random(seed + getRuntimeContext().getTaskInfo().getIndexOfThisSubtask());
    for (T value : values) {
      int times = withReplacement ? poisson(random) : random.nextDouble() < fraction ? 1 : 0;
      for (int i = 0; i < times; i++) {
        out.collect(value);
      }
    }
  }

  /** Knuth's multiplication of uniform numbers, in steps that do not underflow. */
  private int poisson(Random random) {
    int count = -1;
    double left = fraction;
    double product = 1;
    do {
      count++;
      product *= random.nextDouble();
      while (product < 1 && left > 0) {
        double step = Math.min(left, 500);
        product *= Math.exp(step);
        left -= step;
      }
    } while (product > 1);
    return count;
  }
}
