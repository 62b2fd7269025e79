// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.memory;

/** An output view whose position can be set. */
public interface SeekableDataOutputView extends DataOutputView {

  /** Writes on from the given position, in bytes from the start of the data. */
  void setWritePosition(long position);
}
