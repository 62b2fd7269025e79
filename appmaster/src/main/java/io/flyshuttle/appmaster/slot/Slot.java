// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.slot;

import io.flyshuttle.core.job.JobID;

/** One slot of a worker. It serves one job at a time. */
public final class Slot {
  private final Worker worker;
  private final int index;
  private JobID job;

  Slot(Worker worker, int index) {
    this.worker = worker;
    this.index = index;
  }

  public Worker worker() {
    return worker;
  }

  /** Index among the worker's slots. */
  public int index() {
    return index;
  }

  /** The slot's share of the worker's managed memory. */
  public long managedMemoryBytes() {
    return worker.info().managedMemoryBytes() / worker.info().slots();
  }

  boolean isFree() {
    return job == null;
  }

  boolean isOf(JobID owner) {
    return owner.equals(job);
  }

  void take(JobID owner) {
    if (job != null) {
      throw new IllegalStateException(this + " is taken by " + job);
    }
    job = owner;
  }

  void free() {
    job = null;
  }

  @Override
  public String toString() {
    return worker.id() + "#" + index;
  }
}
