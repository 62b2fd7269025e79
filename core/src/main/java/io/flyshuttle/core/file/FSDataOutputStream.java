// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.file;

import java.io.IOException;
import java.io.OutputStream;

/** A stream of bytes into a new file. Used by one thread. */
public abstract class FSDataOutputStream extends OutputStream {

  /** How many bytes have been written. */
  public abstract long getPos() throws IOException;

  /** Hands everything written to the file system, so that new readers see it. */
  @Override
  public abstract void flush() throws IOException;

  /** Flushes and has the file system make it durable; returns when it is. */
  public abstract void sync() throws IOException;

  /** Flushes and closes the file. A failure means that data may be missing. */
  @Override
  public abstract void close() throws IOException;
}
