// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state.paged;

import io.flyshuttle.core.checkpoint.KeyedStateHandle;
import io.flyshuttle.core.state.paged.PagedSnapshot.GroupPages;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;

/**
 * What later checkpoints may refer to: the last one that is known to be complete, and what has
 * changed between it and each one since. Used by the task's thread.
 */
final class PagedCheckpoints {
  private final TreeMap<Long, PagedSnapshot> undecided = new TreeMap<>();
  private final Set<Long> aborted = new HashSet<>();
  private KeyedStateHandle complete;

  /** A snapshot was taken: tells it what it may refer to. */
  void taken(long checkpointId, PagedSnapshot snapshot) {
    if (!snapshot.isIncremental()) {
      forget();
      return;
    }
    // lines that an undecided checkpoint wrote have to be written again: it may not complete
    for (PagedSnapshot earlier : undecided.values()) {
      for (int group = 0; group < snapshot.groups().size(); group++) {
        GroupPages from = earlier.groups().get(group);
        snapshot.groups().get(group).addChanged(from);
      }
    }
    // what aborted ones had changed is part of this one now
    undecided.keySet().removeAll(aborted);
    aborted.clear();
    snapshot.referTo(complete);
    undecided.put(checkpointId, snapshot);
  }

  void completed(long checkpointId) {
    PagedSnapshot snapshot = undecided.get(checkpointId);
    if (snapshot != null && snapshot.written() != null) {
      complete = snapshot.written();
      undecided.headMap(checkpointId, true).clear();
      aborted.retainAll(undecided.keySet());
    }
  }

  /** What an aborted checkpoint wrote is still to be written by the next one: nothing to do. */
  void aborted(long checkpointId) {
    PagedSnapshot snapshot = undecided.get(checkpointId);
    if (snapshot != null) {
      snapshot.dropPages();
      aborted.add(checkpointId);
    }
  }

  /** Begins with a complete snapshot next time. */
  void forget() {
    complete = null;
    undecided.clear();
    aborted.clear();
  }
}
