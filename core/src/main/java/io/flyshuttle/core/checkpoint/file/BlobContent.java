// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.checkpoint.file;

import io.flyshuttle.core.memory.DataOutputView;
import java.io.IOException;

/** Writes the bytes of one piece of state. */
@FunctionalInterface
public interface BlobContent {

  /** Writes all of it. */
  void writeTo(DataOutputView out) throws IOException;
}
