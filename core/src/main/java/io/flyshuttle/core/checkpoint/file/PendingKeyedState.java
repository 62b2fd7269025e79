// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.checkpoint.file;

import io.flyshuttle.core.checkpoint.KeyedStateHandle;
import java.io.IOException;

/**
 * Keyed state of one operator in one subtask as it was at one moment, to be written. Made by the
 * task's thread; written by one other thread; closed by any, written or not.
 */
public interface PendingKeyedState extends AutoCloseable {

  /**
   * Writes it, once.
   *
   * @return what has to be known to read it; null if there is no state
   */
  KeyedStateHandle write(SegmentFiles files) throws IOException;

  /** Frees what is kept for it. */
  @Override
  void close();
}
