// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.checkpoint.file;

import io.flyshuttle.core.memory.DataInputView;
import java.io.IOException;

/**
 * Reads one piece of state.
 *
 * @param <T> what becomes of it
 */
@FunctionalInterface
public interface BlobParser<T> {

  /** Reads as much as it wants. */
  T read(DataInputView in) throws IOException;
}
