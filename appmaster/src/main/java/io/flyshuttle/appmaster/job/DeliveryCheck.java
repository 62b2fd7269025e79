// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.job;

import io.flyshuttle.appmaster.slot.Worker;
import io.flyshuttle.protocol.message.AttemptID;
import io.flyshuttle.protocol.message.TaskState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Notices control messages that got lost with a connection. Messages between JobManager and worker
 * keep their order, and the answer to a ping names all attempts that the worker has: so an answer
 * to a ping that was sent after a deployment either names the attempt, or comes after its end was
 * told, or the deployment or the end was lost. Control thread only.
 */
final class DeliveryCheck {
  private static final long NEVER = Long.MAX_VALUE;

  private final TaskBoard board;

  /** By attempt: the last ping that had been sent when something first looked wrong. */
  private final Map<AttemptID, Long> missingSince = new HashMap<>();

  private final Map<AttemptID, Long> uncancelledSince = new HashMap<>();

  DeliveryCheck(TaskBoard board) {
    this.board = board;
  }

  /**
   * What a worker's answer reveals, by subtask's number.
   *
   * @param lost the worker neither has them nor has told their end
   * @param uncancelled it has them though it was told to cancel them a while ago: it has to be told
   *     again, which does no harm
   */
  record Findings(List<Integer> lost, List<Integer> uncancelled) {}

  /**
   * Looks at an answer.
   *
   * @param sequence of the ping that is answered
   * @param present the attempts that the worker has
   * @param lastPing the newest ping that was sent to workers
   */
  Findings onPong(Worker worker, long sequence, Set<AttemptID> present, long lastPing) {
    List<Integer> lost = new ArrayList<>();
    List<Integer> uncancelled = new ArrayList<>();
    for (int subtask = 0; subtask < board.size(); subtask++) {
      Execution execution = board.get(subtask);
      AttemptID attempt = execution.id();
      if (execution.worker() != worker || !execution.isOnWorker()) {
        missingSince.remove(attempt);
        uncancelledSince.remove(attempt);
        continue;
      }
      boolean isPresent = present.contains(attempt);
      boolean isUncancelled = isPresent && execution.state() == TaskState.CANCELING;
      if (isCertain(missingSince, attempt, !isPresent, sequence, lastPing)) {
        lost.add(subtask);
      }
      if (isCertain(uncancelledSince, attempt, isUncancelled, sequence, lastPing)) {
        uncancelled.add(subtask);
      }
    }
    return new Findings(lost, uncancelled);
  }

  /**
   * A doubt is certain when an answer to a ping that was sent after the doubt arose confirms it.
   */
  private static boolean isCertain(
      Map<AttemptID, Long> doubts,
      AttemptID attempt,
      boolean doubtful,
      long sequence,
      long lastPing) {
    if (!doubtful) {
      doubts.remove(attempt);
      return false;
    }
    Long since = doubts.putIfAbsent(attempt, lastPing);
    return sequence > (since == null ? NEVER : since);
  }
}
