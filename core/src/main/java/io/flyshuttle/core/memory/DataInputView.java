// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.memory;

import java.io.DataInput;
import java.io.IOException;

/** A source of bytes that serializers read from; usually a view over memory segments. */
public interface DataInputView extends DataInput {

  /** Skips exactly {@code numBytes}; throws {@link java.io.EOFException} if there are fewer. */
  void skipBytesToRead(int numBytes) throws IOException;

  /** Reads up to {@code len} bytes; returns how many, or -1 at the end. */
  int read(byte[] b, int off, int len) throws IOException;

  /** Reads up to {@code b.length} bytes; returns how many, or -1 at the end. */
  int read(byte[] b) throws IOException;
}
