// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.value;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import java.io.IOException;

/** Writes and reads itself. Implementations have a public constructor without arguments. */
public interface IOReadableWritable {

  void write(DataOutputView out) throws IOException;

  /** Fills this object with what {@link #write} wrote. */
  void read(DataInputView in) throws IOException;
}
