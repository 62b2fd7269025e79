// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.value;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import java.io.IOException;

/**
 * An object that writes itself, and fills itself with what it wrote. Has a constructor without
 * arguments.
 */
public interface IOReadableWritable {

  void write(DataOutputView out) throws IOException;

  void read(DataInputView in) throws IOException;
}
