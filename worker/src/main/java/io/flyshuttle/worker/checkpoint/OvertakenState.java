// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.checkpoint;

import io.flyshuttle.core.checkpoint.TaskSnapshot;
import io.flyshuttle.core.checkpoint.file.SegmentFiles;
import io.flyshuttle.worker.buffer.InFlight;
import java.io.IOException;

/**
 * The state of a task and what the checkpoint's barriers have overtaken in its channels.
 *
 * @param state of the operators
 */
public record OvertakenState(PendingState state, InFlight inFlight) implements PendingState {

  @Override
  public TaskSnapshot write(SegmentFiles files) throws IOException {
    TaskSnapshot snapshot = state.write(files);
    return new TaskSnapshot(snapshot.operators(), inFlight.write(files.own()), snapshot.ended());
  }

  @Override
  public void close() {
    state.close();
    inFlight.cancel();
  }
}
