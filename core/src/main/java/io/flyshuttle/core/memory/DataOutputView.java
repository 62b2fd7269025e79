// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.memory;

import java.io.DataOutput;
import java.io.IOException;

/** A sink of bytes that serializers write to; usually a view over memory segments. */
public interface DataOutputView extends DataOutput {

  /** Leaves a gap of {@code numBytes} whose content is not defined. */
  void skipBytesToWrite(int numBytes) throws IOException;

  /** Copies {@code numBytes} from {@code source}. */
  void write(DataInputView source, int numBytes) throws IOException;
}
