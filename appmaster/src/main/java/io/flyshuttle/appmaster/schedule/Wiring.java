// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.schedule;

import io.flyshuttle.core.graph.DistributionPattern;

/**
 * Which subtasks of the two ends of an edge are connected.
 *
 * <p>POINTWISE with more consumers than producers: the consumers are dealt to the producers in
 * contiguous blocks whose sizes differ by one at most; with more producers, the other way round.
 *
 * @param pattern the pattern
 * @param producers number of producing subtasks
 * @param consumers number of consuming subtasks
 */
public record Wiring(DistributionPattern pattern, int producers, int consumers) {

  /** A range of subtasks: first to end, end not included. */
  public record Range(int first, int end) {
    public int size() {
      return end - first;
    }

    public boolean contains(int subtask) {
      return subtask >= first && subtask < end;
    }
  }

  /** The producers from which {@code consumer} reads. */
  public Range producersOf(int consumer) {
    if (pattern == DistributionPattern.ALL_TO_ALL) {
      return new Range(0, producers);
    }
    if (consumers >= producers) {
      int producer = (int) ((long) consumer * producers / consumers);
      return new Range(producer, producer + 1);
    }
    return block(consumer, producers, consumers);
  }

  /** The consumers to which {@code producer} sends; one subpartition each, in this order. */
  public Range consumersOf(int producer) {
    if (pattern == DistributionPattern.ALL_TO_ALL) {
      return new Range(0, consumers);
    }
    if (consumers >= producers) {
      return block(producer, consumers, producers);
    }
    int consumer = (int) ((long) producer * consumers / producers);
    return new Range(consumer, consumer + 1);
  }

  /** Index of the subpartition of {@code producer} that {@code consumer} reads. */
  public int subpartition(int producer, int consumer) {
    return consumer - consumersOf(producer).first();
  }

  /** The items x of 0 to {@code items} for which x * blocks / items is {@code index}. */
  private static Range block(int index, int items, int blocks) {
    return new Range(firstOf(index, items, blocks), firstOf(index + 1, items, blocks));
  }

  private static int firstOf(int index, int items, int blocks) {
    return (int) (((long) index * items + blocks - 1) / blocks);
  }
}
