// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.sample;

import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.function.GroupReduceFunction;
import io.flyshuttle.core.function.rich.RichMapPartitionFunction;
import io.flyshuttle.core.tuple.Tuple2;
import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * Takes a fixed number of records at random: each gets a random weight, and those with the greatest
 * weights are taken, first in each subtask, then over all. With replacement, each place of the
 * sample draws on its own.
 */
public final class FixedSizeSample {
  private FixedSizeSample() {}

  private static <T> PriorityQueue<Tuple2<Double, T>> queue() {
    return new PriorityQueue<>(Comparator.comparing((Tuple2<Double, T> weighted) -> weighted.f0));
  }

  private static void check(int size) {
    if (size < 0) {
      throw new IllegalArgumentException("a sample cannot have " + size + " records");
    }
  }

  /**
   * The records of a subtask that may be in the sample, with their weights.
   *
   * @param <T> type of the records
   */
  public static final class OfSubtask<T> extends RichMapPartitionFunction<T, Tuple2<Double, T>> {
    private static final long serialVersionUID = 1L;

    private final boolean withReplacement;
    private final int size;
    private final long seed;

    public OfSubtask(boolean withReplacement, int size, long seed) {
      check(size);
      this.withReplacement = withReplacement;
      this.size = size;
      this.seed = seed;
    }

    @Override
    public void mapPartition(Iterable<T> values, Collector<Tuple2<Double, T>> out) {
      Random random = new Random(seed + getRuntimeContext().getTaskInfo().getIndexOfThisSubtask());
      if (withReplacement) {
        drawPlaces(values, random, out);
        return;
      }
      PriorityQueue<Tuple2<Double, T>> best = queue();
      for (T value : values) {
        double weight = random.nextDouble();
        if (best.size() < size) {
          best.add(new Tuple2<>(weight, value));
        } else if (size > 0 && best.peek().f0 < weight) {
          best.poll();
          best.add(new Tuple2<>(weight, value));
        }
      }
      best.forEach(out::collect);
    }

    /** Weights of place i lie between i and i + 1, so that the next step can tell places apart. */
    private void drawPlaces(Iterable<T> values, Random random, Collector<Tuple2<Double, T>> out) {
      Object[] chosen = new Object[size];
      double[] weights = new double[size];
      Arrays.fill(weights, -1);
      for (T value : values) {
        for (int place = 0; place < size; place++) {
          double weight = random.nextDouble();
          if (weight > weights[place]) {
            weights[place] = weight;
            chosen[place] = value;
          }
        }
      }
      for (int place = 0; place < size; place++) {
        if (weights[place] >= 0) {
          @SuppressWarnings("unchecked")
          T value = (T) chosen[place];
          out.collect(new Tuple2<>(-(place + 1) - weights[place], value));
        }
      }
    }
  }

  /**
   * The sample, of the subtasks' candidates.
   *
   * @param <T> type of the records
   */
  public static final class OfAll<T> implements GroupReduceFunction<Tuple2<Double, T>, T> {
    private static final long serialVersionUID = 1L;

    private final int size;

    public OfAll(int size) {
      check(size);
      this.size = size;
    }

    @Override
    @SuppressWarnings("unchecked")
    public void reduce(Iterable<Tuple2<Double, T>> values, Collector<T> out) {
      PriorityQueue<Tuple2<Double, T>> best = queue();
      Tuple2<Double, T>[] places = new Tuple2[size];
      for (Tuple2<Double, T> candidate : values) {
        if (candidate.f0 < 0) {
          int place = (int) -candidate.f0 - 1;
          if (places[place] == null || candidate.f0 < places[place].f0) {
            places[place] = candidate;
          }
        } else {
          best.add(candidate);
          if (best.size() > size) {
            best.poll();
          }
        }
      }
      best.forEach(weighted -> out.collect(weighted.f1));
      for (Tuple2<Double, T> place : places) {
        if (place != null) {
          out.collect(place.f1);
        }
      }
    }
  }
}
