// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.file;

import java.io.IOException;
import java.io.InputStream;

/** A stream of bytes that can be positioned. Used by one thread. */
public abstract class FSDataInputStream extends InputStream {

  /** Moves to the byte offset {@code desired} of the file; the next read starts there. */
  public abstract void seek(long desired) throws IOException;

  /** The byte offset of the next read. */
  public abstract long getPos() throws IOException;
}
