// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.checkpoint;

import io.flyshuttle.appmaster.schedule.ExecutionGraph;
import io.flyshuttle.appmaster.schedule.ExecutionGraph.Subtask;
import io.flyshuttle.appmaster.schedule.Wiring;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.Failure;
import io.flyshuttle.core.graph.JobEdge;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CompletionException;

/** Says in plain words why a checkpoint failed, each cause in words of its own. */
final class CheckpointFailures {
  private static final int NAMED = 3;

  private CheckpointFailures() {}

  /** It was not complete in time: who is missing, and what that tells. */
  static String missing(ExecutionGraph graph, PendingCheckpoint checkpoint, long timeoutMillis) {
    BitSet missing = checkpoint.missing();
    List<String> first = new ArrayList<>();
    boolean sources = false;
    boolean slow = false;
    for (int s = missing.nextSetBit(0); s >= 0; s = missing.nextSetBit(s + 1)) {
      Subtask subtask = graph.subtasks().get(s);
      if (waitsForNobody(graph, subtask, missing)) {
        if (first.size() < NAMED) {
          first.add(graph.describe(subtask.vertex(), subtask.index()));
        }
        boolean source = graph.inputs(subtask.vertex()).isEmpty();
        sources |= source;
        slow |= !source;
      }
    }
    String who = String.join(", ", first);
    String why =
        sources
            ? "; a source that has not answered emits without a pause, or its file system is slow"
            : slow
                ? "; the barrier has passed all before them, so they are behind (backpressure), or"
                    + " writing their state is slow"
                : "";
    return "it was not complete after "
        + timeoutMillis
        + " ms: "
        + missing.cardinality()
        + " tasks have not acknowledged, first of all "
        + who
        + why
        + " (execution.checkpointing.timeout)";
  }

  private static boolean waitsForNobody(ExecutionGraph graph, Subtask subtask, BitSet missing) {
    for (JobEdge edge : graph.inputs(subtask.vertex())) {
      if (edge.sourceVertex() == edge.targetVertex()) {
        continue;
      }
      Wiring.Range producers = graph.wiring(edge).producersOf(subtask.index());
      for (int p = producers.first(); p < producers.end(); p++) {
        if (missing.get(graph.id(edge.sourceVertex(), p))) {
          return false;
        }
      }
    }
    return true;
  }

  /** A task could not take part. */
  static String declined(String task, String worker, Failure reason) {
    return "task " + task + " on " + worker + ": " + inWords(reason.code()) + reason.message();
  }

  /** The metadata could not be written. */
  static Failure publishing(Throwable thrown, long nowMillis) {
    Throwable cause =
        thrown instanceof CompletionException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    Failure failure = Failure.of(cause, ErrorCode.FILE_SYSTEM_UNAVAILABLE, "JobManager");
    return new Failure(
        failure.code(),
        "its metadata could not be written: " + inWords(failure.code()) + failure.message(),
        failure.location(),
        failure.stackTrace(),
        nowMillis);
  }

  private static String inWords(ErrorCode code) {
    return switch (code) {
      case FILE_SYSTEM_UNAVAILABLE -> "the file system does not answer: ";
      case DISK_FULL -> "the file system is full or over its quota: ";
      case ACCESS_DENIED -> "the file system refuses access: ";
      case SAFE_MODE -> "the file system is in safe mode: ";
      case CHANNEL_LOST, WORKER_LOST, CONTAINER_LOST -> "the network or a worker is gone: ";
      case USER_FUNCTION_FAILED -> "the program's own snapshot failed: ";
      case TIMED_OUT -> "too slow: ";
      default -> "";
    };
  }
}
