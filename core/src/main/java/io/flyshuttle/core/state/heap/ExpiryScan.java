// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state.heap;

import io.flyshuttle.core.state.ttl.Expiry;

/**
 * Looks at a few values at a time and removes those that have expired, walking round the table
 * again and again. Used by the task's thread.
 */
final class ExpiryScan {
  private final Expiry expiry;
  private final int valuesPerStep;
  private int group;
  private int slot;

  /**
   * @param valuesPerStep 0 if nothing is to be removed this way
   */
  ExpiryScan(Expiry expiry, int valuesPerStep) {
    this.expiry = expiry;
    this.valuesPerStep = valuesPerStep;
  }

  Expiry expiry() {
    return expiry;
  }

  /** Looks at the next few values. */
  void step(StateTable table) {
    int groups = table.groupCount();
    int left = valuesPerStep;
    // empty slots cost little but not nothing: bounded as well
    int slotsLeft = valuesPerStep * 8;
    while (left > 0 && slotsLeft > 0 && groups > 0) {
      GroupMap map = table.group(group);
      if (map == null || slot >= map.capacity()) {
        group = (group + 1) % groups;
        slot = 0;
        slotsLeft--;
        continue;
      }
      slotsLeft--;
      if (map.isUsed(slot)) {
        left--;
        if (expiry.isExpired(map.value(slot))) {
          // another entry may have moved here: look at this slot again
          map.remove(slot);
          continue;
        }
      }
      slot++;
    }
  }
}
