// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.task;

import io.flyshuttle.worker.buffer.BarrierMark;
import io.flyshuttle.worker.buffer.PauseSignal;
import io.flyshuttle.worker.gate.BarrierAlignment;
import io.flyshuttle.worker.partition.PipelinedPartition;
import java.util.List;

/**
 * What a task looks at between two records and not only between two buffers, if barriers may
 * overtake: barriers that have arrived, and whether its results have room for one more record. A
 * task that waits for room between two records can take its snapshot while it waits; within a
 * record it cannot.
 *
 * <p>Used by the task's thread, except where a method says otherwise.
 */
final class TaskPauses {

  private final PauseSignal signal = new PauseSignal();
  private final TaskMailbox mailbox;
  private BarrierAlignment barriers;
  private List<PipelinedPartition> results = List.of();

  TaskPauses(TaskMailbox mailbox) {
    this.mailbox = mailbox;
  }

  PauseSignal signal() {
    return signal;
  }

  TaskMailbox mailbox() {
    return mailbox;
  }

  /**
   * @param watched results whose room is waited for
   */
  void configure(BarrierAlignment alignment, List<PipelinedPartition> watched) {
    barriers = alignment;
    results = List.copyOf(watched);
    results.forEach(result -> result.pauseWhenFull(signal));
  }

  /** A barrier that may overtake has arrived. Any thread. */
  void onBarrier(BarrierMark mark) {
    barriers.onArrival(mark);
    wake();
  }

  /** Has the task come here after the record at hand. Any thread. */
  void wake() {
    signal.raise();
    mailbox.wake();
  }

  /** Looks at what has arrived. */
  void look() throws Exception {
    if (signal.isRaised()) {
      signal.clear();
      barriers.onArrived();
    }
  }

  /** Whether all results have room for one more record. */
  boolean hasRoom() {
    for (PipelinedPartition result : results) {
      if (!result.hasRoom()) {
        return false;
      }
    }
    return true;
  }

  /**
   * Waits for room, or for anything else that wakes the task.
   *
   * @param millis longest wait
   * @return whether there was room at once
   */
  boolean awaitRoom(long millis) throws InterruptedException {
    for (PipelinedPartition result : results) {
      if (!result.hasRoom()) {
        result.whenRoom(mailbox::wake);
        // some may have come back before the listener was there
        if (!result.hasRoom()) {
          result.waits().begin();
          try {
            mailbox.await(millis);
          } finally {
            result.waits().end();
          }
          return false;
        }
      }
    }
    return true;
  }
}
