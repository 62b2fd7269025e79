// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format.binary;

import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.value.IOReadableWritable;
import java.io.IOException;

/** Writes records that write themselves. */
public class SerializedOutputFormat<T extends IOReadableWritable> extends BinaryOutputFormat<T> {
  private static final long serialVersionUID = 1L;

  @Override
  protected void serialize(T record, DataOutputView dataOutput) throws IOException {
    record.write(dataOutput);
  }
}
