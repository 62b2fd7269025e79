// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state.binary;

import io.flyshuttle.core.checkpoint.KeyedStateHandle;
import io.flyshuttle.core.checkpoint.file.PendingKeyedState;
import io.flyshuttle.core.checkpoint.file.SegmentFiles;
import java.io.IOException;

/** The tables in the store's own form; header and what is on the heap as in the canonical one. */
record OwnFormSnapshot(BinaryKeyedSnapshot rest, OwnSnapshot own) implements PendingKeyedState {

  @Override
  public KeyedStateHandle write(SegmentFiles files) throws IOException {
    if (rest.hasNothing()) {
      return null;
    }
    int start = rest.keyGroups().start();
    return own.write(
        files,
        rest::writeHeader,
        group ->
            rest.isHeapEmpty(group + start)
                ? null
                : out -> rest.writeHeapParts(group + start, out));
  }

  @Override
  public void close() {
    rest.close();
    own.close();
  }
}
