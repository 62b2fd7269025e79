// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state.binary;

import io.flyshuttle.core.checkpoint.KeyedStateHandle;
import io.flyshuttle.core.checkpoint.file.BlobContent;
import io.flyshuttle.core.checkpoint.file.SegmentFiles;
import java.io.IOException;
import java.util.function.IntFunction;

/** Tables of a store at one moment, to be written in its own form by one other thread. */
public interface OwnSnapshot extends AutoCloseable {

  /**
   * Writes it, once.
   *
   * @param header of all state, to be written before what the store has of its own
   * @param remainder by key group, counted from the first of the subtask: what the store does not
   *     keep; null if there is nothing
   */
  KeyedStateHandle write(SegmentFiles files, BlobContent header, IntFunction<BlobContent> remainder)
      throws IOException;

  @Override
  void close();
}
