// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.job;

import io.flyshuttle.appmaster.schedule.Regions;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.function.IntPredicate;

/** What has to start again when some regions do. */
final class Failover {
  private Failover() {}

  /**
   * The regions to restart: the failed ones; all that read from a restarted one, because it may
   * produce other bytes in another order; and those whose results a restarted one reads and that
   * are lost.
   *
   * @param outputLost whether the blocking results of a finished region cannot be read any more
   * @param untouched regions that have not begun: they need no restart
   */
  static BitSet regionsToRestart(
      Regions regions, BitSet failed, IntPredicate outputLost, IntPredicate untouched) {
    BitSet result = new BitSet();
    ArrayDeque<Integer> queue = new ArrayDeque<>();
    failed.stream().forEach(queue::add);
    while (!queue.isEmpty()) {
      int region = queue.poll();
      if (result.get(region)) {
        continue;
      }
      result.set(region);
      regions.consumers(region).stream().filter(untouched.negate()).forEach(queue::add);
      regions.producers(region).stream().filter(outputLost).forEach(queue::add);
    }
    return result;
  }
}
