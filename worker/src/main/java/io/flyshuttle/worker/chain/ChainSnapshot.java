// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.chain;

import io.flyshuttle.core.checkpoint.KeyedStateHandle;
import io.flyshuttle.core.checkpoint.OperatorSnapshot;
import io.flyshuttle.core.checkpoint.StateBlob;
import io.flyshuttle.core.checkpoint.TaskSnapshot;
import io.flyshuttle.core.checkpoint.file.OperatorStateFiles;
import io.flyshuttle.core.checkpoint.file.PendingKeyedState;
import io.flyshuttle.core.checkpoint.file.SegmentFiles;
import io.flyshuttle.core.graph.OperatorID;
import io.flyshuttle.core.state.OperatorStateSnapshot;
import io.flyshuttle.worker.checkpoint.PendingState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** State of all operators of a chain as it was between two records. */
final class ChainSnapshot implements PendingState {

  /**
   * State of one operator.
   *
   * @param keyed null if it has none
   */
  record Part(OperatorID operator, PendingKeyedState keyed, OperatorStateSnapshot operatorState) {}

  private final List<Part> parts = new ArrayList<>();
  private final boolean ended;

  /**
   * @param ended whether the chain has finished
   */
  ChainSnapshot(boolean ended) {
    this.ended = ended;
  }

  void add(Part part) {
    parts.add(part);
  }

  @Override
  public TaskSnapshot write(SegmentFiles files) throws IOException {
    List<OperatorSnapshot> written = new ArrayList<>();
    for (Part part : parts) {
      KeyedStateHandle keyed = part.keyed == null ? null : part.keyed.write(files);
      StateBlob operatorState = OperatorStateFiles.write(part.operatorState, files.own());
      if (keyed != null || operatorState != null) {
        written.add(
            new OperatorSnapshot(
                part.operator,
                keyed,
                operatorState,
                OperatorStateFiles.redistributes(part.operatorState)));
      }
    }
    return new TaskSnapshot(written, List.of(), ended);
  }

  @Override
  public void close() {
    for (Part part : parts) {
      if (part.keyed != null) {
        part.keyed.close();
      }
    }
  }
}
