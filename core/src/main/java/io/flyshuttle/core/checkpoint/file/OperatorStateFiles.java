// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.checkpoint.file;

import io.flyshuttle.core.checkpoint.OperatorRestore;
import io.flyshuttle.core.checkpoint.StateBlob;
import io.flyshuttle.core.state.OperatorStateSnapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Operator state of subtasks as pieces of files. */
public final class OperatorStateFiles {
  private OperatorStateFiles() {}

  /** Writes the operator state of one subtask; null if there is none. */
  public static StateBlob write(OperatorStateSnapshot snapshot, SegmentWriter segment)
      throws IOException {
    return snapshot.states().isEmpty() ? null : segment.write(snapshot::write);
  }

  /** Whether all subtasks have to read it even if the parallelism stays the same. */
  public static boolean redistributes(OperatorStateSnapshot snapshot) {
    return snapshot.states().stream()
        .anyMatch(state -> state.mode() == OperatorStateSnapshot.Mode.UNION);
  }

  /**
   * What one subtask has to restore.
   *
   * @param subtask its number
   * @param parallelism of the operator now
   */
  public static OperatorStateSnapshot read(
      OperatorRestore restore, BlobReader reader, int subtask, int parallelism) throws IOException {
    List<OperatorStateSnapshot> parts = new ArrayList<>();
    for (StateBlob blob : restore.operatorStates()) {
      parts.add(
          blob == null
              ? OperatorStateSnapshot.empty()
              : reader.read(blob, OperatorStateSnapshot::read));
    }
    if (parts.isEmpty()) {
      return OperatorStateSnapshot.empty();
    }
    return restore.ownOperatorState()
        ? parts.get(0)
        : OperatorStateSnapshot.redistribute(parts, parallelism).get(subtask);
  }
}
