// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.memory;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** Writes values to a stream. The stream should be buffered; closing closes it. */
public class DataOutputViewStreamWrapper extends DataOutputStream implements DataOutputView {

  private byte[] chunk;

  public DataOutputViewStreamWrapper(OutputStream out) {
    super(out);
  }

  @Override
  public void skipBytesToWrite(int numBytes) throws IOException {
    byte[] zeros = chunk();
    Arrays.fill(zeros, (byte) 0);
    for (int left = numBytes; left > 0; ) {
      int count = Math.min(left, zeros.length);
      write(zeros, 0, count);
      left -= count;
    }
  }

  @Override
  public void write(DataInputView source, int numBytes) throws IOException {
    byte[] bytes = chunk();
    for (int left = numBytes; left > 0; ) {
      int count = Math.min(left, bytes.length);
      source.readFully(bytes, 0, count);
      write(bytes, 0, count);
      left -= count;
    }
  }

  private byte[] chunk() {
    if (chunk == null) {
      chunk = new byte[4096];
    }
    return chunk;
  }
}
