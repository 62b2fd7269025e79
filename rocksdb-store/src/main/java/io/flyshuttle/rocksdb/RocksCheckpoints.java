// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.rocksdb;

import io.flyshuttle.core.checkpoint.StateBlob;
import java.util.Map;
import java.util.TreeMap;

/** The files that later checkpoints need not save again. Used by the task's thread. */
final class RocksCheckpoints {
  private final TreeMap<Long, RocksSnapshot> undecided = new TreeMap<>();
  private Map<String, StateBlob> complete = Map.of();

  /** Files of the last checkpoint that is known to be complete, by name. */
  Map<String, StateBlob> reusable() {
    return complete;
  }

  void taken(long checkpointId, RocksSnapshot snapshot) {
    if (snapshot.isIncremental()) {
      undecided.put(checkpointId, snapshot);
    } else {
      undecided.clear();
      complete = Map.of();
    }
  }

  void completed(long checkpointId) {
    RocksSnapshot snapshot = undecided.get(checkpointId);
    if (snapshot != null && snapshot.saved() != null) {
      complete = snapshot.saved();
      undecided.headMap(checkpointId, true).clear();
    }
  }

  void aborted(long checkpointId) {
    undecided.remove(checkpointId);
  }
}
