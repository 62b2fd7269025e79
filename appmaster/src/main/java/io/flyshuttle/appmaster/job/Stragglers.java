// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.job;

import io.flyshuttle.protocol.message.AttemptID;
import io.flyshuttle.protocol.message.TaskState;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Gives up workers that do not end a task they were told to cancel. Control thread only. */
final class Stragglers {
  private final TaskBoard board;
  private final JobServices services;
  private final Consumer<Runnable> guard;

  /**
   * @param guard runs what is due later
   */
  Stragglers(TaskBoard board, JobServices services, Consumer<Runnable> guard) {
    this.board = board;
    this.services = services;
    this.guard = guard;
  }

  /** Tasks have been cancelled: looks again when they should have ended. */
  void watch() {
    List<AttemptID> cancelled = new ArrayList<>();
    for (int subtask = 0; subtask < board.size(); subtask++) {
      if (board.get(subtask).state() == TaskState.CANCELING) {
        cancelled.add(board.get(subtask).id());
      }
    }
    if (!cancelled.isEmpty()) {
      services
          .control()
          .schedule(services.cancelTimeoutMillis(), () -> guard.accept(() -> giveUp(cancelled)));
    }
  }

  private void giveUp(List<AttemptID> cancelled) {
    for (AttemptID attempt : cancelled) {
      int subtask = board.find(attempt);
      if (subtask >= 0 && board.get(subtask).state() == TaskState.CANCELING) {
        services
            .registry()
            .abandon(
                board.get(subtask).worker(),
                "task "
                    + board.describe(subtask)
                    + " did not end within "
                    + services.cancelTimeoutMillis() / 1000
                    + " s after it was cancelled (task.cancellation.timeout)");
      }
    }
  }
}
