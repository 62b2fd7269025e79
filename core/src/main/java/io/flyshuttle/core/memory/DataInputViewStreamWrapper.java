// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.memory;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Reads values from a stream. The stream should be buffered; closing closes it. */
public class DataInputViewStreamWrapper extends DataInputStream implements DataInputView {

  public DataInputViewStreamWrapper(InputStream in) {
    super(in);
  }

  @Override
  public void skipBytesToRead(int numBytes) throws IOException {
    int left = numBytes;
    while (left > 0) {
      int skipped = skipBytes(left);
      if (skipped == 0) {
        // skip() may do nothing although data is left; a read tells
        readByte();
        skipped = 1;
      }
      left -= skipped;
    }
    if (left < 0) {
      throw new EOFException("cannot skip " + numBytes + " bytes");
    }
  }
}
