// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format;

import java.io.IOException;
import java.io.Serializable;

/**
 * For input formats that can say where in a split they are, and go on from there later.
 *
 * @param <S> type of the splits
 * @param <T> type of the position
 */
public interface CheckpointableInputFormat<S extends InputSplit, T extends Serializable> {

  /** Where the next record starts. Called between two records. */
  T getCurrentState() throws IOException;

  /** Starts reading a split at the position that {@link #getCurrentState} gave. */
  void reopen(S split, T state) throws IOException;
}
