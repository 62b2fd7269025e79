// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.checkpoint;

import io.flyshuttle.appmaster.checkpoint.CheckpointReport.Detail;
import io.flyshuttle.appmaster.checkpoint.CheckpointReport.Line;
import io.flyshuttle.appmaster.checkpoint.CheckpointReport.Status;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Counts checkpoints and remembers the newest. Control thread only. */
final class CheckpointHistory {
  private static final int KEPT = 50;

  private final Deque<Detail> newestFirst = new ArrayDeque<>();
  private long completed;
  private long failed;
  private int restored;
  private String restoredFrom = "";

  /** A checkpoint is over. */
  void add(Detail detail) {
    if (detail.line().status() == Status.COMPLETED) {
      completed++;
    } else {
      failed++;
    }
    newestFirst.addFirst(detail);
    if (newestFirst.size() > KEPT) {
      newestFirst.removeLast();
    }
  }

  void restored(CompletedCheckpoint from) {
    restored++;
    restoredFrom = from.directory();
  }

  /** A checkpoint that is over and remembered. */
  Optional<Detail> find(long id) {
    return newestFirst.stream().filter(d -> d.line().id() == id).findFirst();
  }

  /** All of it, with those that are under way first. */
  CheckpointReport.Summary summary(List<Line> inProgress) {
    List<Line> lines = new ArrayList<>(inProgress);
    newestFirst.forEach(detail -> lines.add(detail.line()));
    return new CheckpointReport.Summary(
        completed, failed, inProgress.size(), restored, restoredFrom, lines);
  }
}
