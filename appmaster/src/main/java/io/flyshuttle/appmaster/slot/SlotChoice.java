// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.slot;

import io.flyshuttle.appmaster.slot.SlotRequest.Wish;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which free slots a request gets. Wishes for a worker or host come first; what is left is put
 * close together (neighbouring subtasks on one worker) or spread evenly.
 */
final class SlotChoice {
  private final boolean spreadEvenly;

  SlotChoice(boolean spreadEvenly) {
    this.spreadEvenly = spreadEvenly;
  }

  /** Slots for all wishes, in their order; null if there are too few free ones. */
  List<Slot> choose(List<Wish> wishes, List<Worker> usable) {
    Map<Worker, List<Slot>> free = new HashMap<>();
    int total = 0;
    List<Worker> workers = new ArrayList<>();
    for (Worker worker : usable) {
      List<Slot> slots = new ArrayList<>();
      for (Slot slot : worker.slots()) {
        if (slot.isFree()) {
          slots.add(slot);
        }
      }
      total += slots.size();
      if (!slots.isEmpty()) {
        free.put(worker, slots);
        workers.add(worker);
      }
    }
    if (total < wishes.size()) {
      return null;
    }
    Slot[] chosen = new Slot[wishes.size()];
    for (int i = 0; i < chosen.length; i++) {
      chosen[i] = onWorker(wishes.get(i), workers, free);
    }
    // only then hosts: nobody takes the slot of one whose state lies on that worker
    for (int i = 0; i < chosen.length; i++) {
      if (chosen[i] == null) {
        chosen[i] = onHost(wishes.get(i), workers, free);
      }
    }
    for (int i = 0; i < chosen.length; i++) {
      if (chosen[i] == null) {
        chosen[i] = any(workers, free);
      }
    }
    return List.of(chosen);
  }

  private static Slot onWorker(Wish wish, List<Worker> workers, Map<Worker, List<Slot>> free) {
    for (String id : wish.workers()) {
      for (Worker worker : workers) {
        if (worker.id().equals(id) && !free.get(worker).isEmpty()) {
          return free.get(worker).remove(0);
        }
      }
    }
    return null;
  }

  private static Slot onHost(Wish wish, List<Worker> workers, Map<Worker, List<Slot>> free) {
    for (String host : wish.hosts()) {
      for (Worker worker : workers) {
        if (worker.host().equals(host) && !free.get(worker).isEmpty()) {
          return free.get(worker).remove(0);
        }
      }
    }
    return null;
  }

  /**
   * Close together: the worker with the fewest free slots, so that a started one is filled before
   * the next. Evenly: the one with the largest free part.
   */
  private Slot any(List<Worker> workers, Map<Worker, List<Slot>> free) {
    Comparator<Worker> order =
        spreadEvenly
            ? Comparator.comparingDouble(
                w -> -(double) free.get(w).size() / Math.max(1, w.slots().size()))
            : Comparator.comparingInt(w -> free.get(w).size());
    Worker best = workers.stream().filter(w -> !free.get(w).isEmpty()).min(order).orElseThrow();
    return free.get(best).remove(0);
  }
}
