// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.slot;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

/**
 * Workers that ApplicationMasters before this one have left: each may run tasks until it has
 * registered here or has ended. A job that starts again must not run beside its former self, whose
 * tasks take back what they wrote when they end. Control thread only.
 */
public final class EarlierWorkers {
  private final Set<String> busy = new TreeSet<>();
  private final CompletableFuture<Void> quiet = new CompletableFuture<>();
  private boolean known;

  /** These there are, besides those that have registered or ended already. */
  void expect(Collection<String> workers) {
    known = true;
    busy.addAll(workers);
    completeIfQuiet();
  }

  /** The worker runs none of its earlier tasks any more. */
  void ended(String worker) {
    busy.remove(worker);
    completeIfQuiet();
  }

  private void completeIfQuiet() {
    if (known && busy.isEmpty()) {
      quiet.complete(null);
    }
  }

  /**
   * Waits for no worker any more: none can have heard of an earlier ApplicationMaster for so long
   * that it has not cancelled its tasks by itself.
   *
   * @return those that were still waited for
   */
  Set<String> giveUp() {
    Set<String> silent = Set.copyOf(busy);
    known = true;
    busy.clear();
    completeIfQuiet();
    return silent;
  }

  /** Done when no worker runs a task of an earlier ApplicationMaster. */
  public CompletableFuture<Void> whenQuiet() {
    return quiet.copy();
  }

  /** For people: what a job that starts again waits for; null if nothing is left to wait for. */
  public String waitingFor() {
    if (quiet.isDone()) {
      return null;
    }
    return "waits until no worker of the ApplicationMaster before runs its tasks any more"
        + (busy.isEmpty() ? "" : ": " + String.join(", ", busy));
  }
}
