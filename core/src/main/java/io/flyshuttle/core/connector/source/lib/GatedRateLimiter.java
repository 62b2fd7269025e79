// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.source.lib;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** So many records, and as many again when a checkpoint is complete. */
public class GatedRateLimiter implements RateLimiter {
  private final int capacityPerCycle;
  private int left;
  private boolean waiting;
  private CompletableFuture<Void> gate = new CompletableFuture<>();

  public GatedRateLimiter(int capacityPerCycle) {
    this.capacityPerCycle = capacityPerCycle;
    this.left = capacityPerCycle;
  }

  @Override
  public CompletionStage<Void> acquire() {
    if (left > 0) {
      left--;
      return CompletableFuture.completedFuture(null);
    }
    waiting = true;
    return gate;
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) {
    CompletableFuture<Void> opened = gate;
    // whoever waits at the gate takes the first of the new ones
    left = waiting ? capacityPerCycle - 1 : capacityPerCycle;
    waiting = false;
    gate = new CompletableFuture<>();
    opened.complete(null);
  }
}
