// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.checkpoint;

import io.flyshuttle.appmaster.schedule.ExecutionGraph;
import io.flyshuttle.appmaster.schedule.ExecutionGraph.Subtask;
import io.flyshuttle.appmaster.schedule.Wiring;
import io.flyshuttle.core.graph.JobEdge;
import io.flyshuttle.protocol.message.CheckpointProgress;
import java.util.BitSet;

/**
 * Says why a checkpoint was not complete in time: who has not acknowledged, what each of them did,
 * and what that tells. Tasks that write have sent the barrier on and hold nobody up, so there are
 * two causes: barriers that do not come through, and files that are slow.
 */
final class MissingTasks {
  private static final int NAMED = 5;

  private final ExecutionGraph graph;
  private final PendingCheckpoint checkpoint;
  private final CheckpointTasks tasks;
  private final BitSet writing = new BitSet();
  private final BitSet before = new BitSet();

  MissingTasks(ExecutionGraph graph, PendingCheckpoint checkpoint, CheckpointTasks tasks) {
    this.graph = graph;
    this.checkpoint = checkpoint;
    this.tasks = tasks;
    BitSet missing = checkpoint.missing();
    for (int s = missing.nextSetBit(0); s >= 0; s = missing.nextSetBit(s + 1)) {
      (isWriting(checkpoint.progress(s)) ? writing : before).set(s);
    }
  }

  private static boolean isWriting(CheckpointProgress progress) {
    return progress != null
        && switch (progress.stage()) {
          case WRITING, CLOSING -> true;
          case TRIGGERED, ALIGNING, SNAPSHOT -> false;
        };
  }

  /** The reason in one line. */
  String describe(long timeoutMillis) {
    StringBuilder text = new StringBuilder(256);
    text.append("it was not complete after ")
        .append(timeoutMillis)
        .append(" ms (execution.checkpointing.timeout): ");
    if (before.isEmpty()) {
      text.append("the file system is slow: ");
      addWriting(text);
      return text.toString();
    }
    BitSet first = firstOfThem();
    text.append(cause(first))
        .append(": ")
        .append(count(before, "has", "have"))
        .append(" not come to the barrier, first of all ");
    addNames(text, first);
    if (!writing.isEmpty()) {
      text.append("; besides, ");
      addWriting(text);
    }
    return text.toString();
  }

  private void addWriting(StringBuilder text) {
    text.append(count(writing, "still writes", "still write"))
        .append(" state to ")
        .append(checkpoint.barrier().directory())
        .append(": ");
    addNames(text, writing);
  }

  /** What is before the barrier at the first tasks that have not come to it. */
  private String cause(BitSet first) {
    boolean snapshot = false;
    boolean source = false;
    boolean backpressured = false;
    for (int s = first.nextSetBit(0); s >= 0; s = first.nextSetBit(s + 1)) {
      CheckpointProgress progress = checkpoint.progress(s);
      snapshot |= progress != null && progress.stage() == CheckpointProgress.Stage.SNAPSHOT;
      backpressured |= tasks.activity(s).backpressured();
      source |= graph.inputs(graph.subtasks().get(s).vertex()).isEmpty();
    }
    if (snapshot) {
      return "the program's own snapshot is slow";
    } else if (source && !backpressured) {
      return "a source does not come to it (it emits without a pause, or keeps the lock)";
    }
    String start = tasks.backpressure();
    return "the barriers wait behind records that are not processed yet ("
        + (start.isEmpty() ? "backpressure" : start)
        + ")";
  }

  /** Those that have not come to the barrier though all before them have. */
  private BitSet firstOfThem() {
    BitSet first = new BitSet();
    for (int s = before.nextSetBit(0); s >= 0; s = before.nextSetBit(s + 1)) {
      if (waitsForNobody(graph.subtasks().get(s))) {
        first.set(s);
      }
    }
    return first.isEmpty() ? before : first;
  }

  private boolean waitsForNobody(Subtask subtask) {
    for (JobEdge edge : graph.inputs(subtask.vertex())) {
      if (edge.sourceVertex() == edge.targetVertex()) {
        continue;
      }
      Wiring.Range producers = graph.wiring(edge).producersOf(subtask.index());
      int from = graph.id(edge.sourceVertex(), producers.first());
      int next = before.nextSetBit(from);
      if (next >= 0 && next < from + producers.size()) {
        return false;
      }
    }
    return true;
  }

  private void addNames(StringBuilder text, BitSet which) {
    int named = 0;
    for (int s = which.nextSetBit(0); s >= 0 && named < NAMED; s = which.nextSetBit(s + 1)) {
      Subtask subtask = graph.subtasks().get(s);
      String mostly = tasks.activity(s).text();
      text.append(named++ == 0 ? "" : ", ")
          .append(graph.describe(subtask.vertex(), subtask.index()))
          .append(" on ")
          .append(checkpoint.worker(s))
          .append(" [")
          .append(doing(checkpoint, s))
          .append(mostly.isEmpty() || writing.get(s) ? "" : "; it is " + mostly)
          .append(']');
    }
    if (which.cardinality() > named) {
      text.append(" and ").append(which.cardinality() - named).append(" more");
    }
  }

  private static String count(BitSet tasks, String one, String many) {
    int count = tasks.cardinality();
    return count == 1 ? "1 task " + one : count + " tasks " + many;
  }

  /** What a task that is missing did when it was last heard of. */
  static String doing(PendingCheckpoint checkpoint, int subtask) {
    CheckpointProgress progress = checkpoint.progress(subtask);
    if (progress == null) {
      return checkpoint.isTriggered(subtask)
          ? "told to begin, nothing heard of it"
          : "no barrier has reached it";
    }
    long millis = progress.millis();
    return switch (progress.stage()) {
      case TRIGGERED -> "told to begin " + millis + " ms ago, not begun";
      case ALIGNING -> "waiting for barriers for " + millis + " ms: " + progress.detail();
      case SNAPSHOT -> "taking its snapshot for " + millis + " ms";
      case WRITING -> "writing for " + millis + " ms";
      case CLOSING -> "written; waiting for its worker's file to be closed, " + millis + " ms";
    };
  }
}
