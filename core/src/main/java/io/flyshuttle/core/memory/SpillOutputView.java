// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.memory;

import java.io.Closeable;
import java.io.IOException;

/** Writes records to a {@link SpillFile}, a block at a time. Closing writes the last block. */
public final class SpillOutputView extends PagedOutputView implements Closeable {

  private final SpillFile file;
  private final MemorySegment block;
  private final byte[] bytes;

  SpillOutputView(SpillFile file, MemorySegment block) {
    super(block.size());
    this.file = file;
    this.block = block;
    this.bytes = block.isOffHeap() ? new byte[block.size()] : block.getArray();
  }

  @Override
  protected MemorySegment nextSegment(MemorySegment full, int count) throws IOException {
    if (full != null) {
      append(count);
    }
    return block;
  }

  private void append(int count) throws IOException {
    if (block.isOffHeap()) {
      block.get(0, bytes, 0, count);
    }
    file.append(bytes, 0, count);
  }

  /** Writes what is buffered; the next record starts a new block. */
  public void flush() throws IOException {
    if (currentSegment() != null && positionInSegment() > 0) {
      append(positionInSegment());
    }
    seek(null, 0);
  }

  @Override
  public void close() throws IOException {
    flush();
  }
}
