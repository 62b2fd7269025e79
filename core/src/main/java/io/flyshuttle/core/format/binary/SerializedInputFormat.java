// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format.binary;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.value.IOReadableWritable;
import java.io.IOException;

/** Reads records that read themselves, as {@link SerializedOutputFormat} wrote them. */
public class SerializedInputFormat<T extends IOReadableWritable> extends BinaryInputFormat<T> {
  private static final long serialVersionUID = 1L;

  @Override
  protected T deserialize(T reuse, DataInputView dataInput) throws IOException {
    reuse.read(dataInput);
    return reuse;
  }
}
