// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.memory;

import java.io.IOException;

/** Reads records back from a {@link SpillFile}. */
public final class SpillInputView extends PagedInputView {

  private final SpillFile.Reader reader;
  private MemorySegment block = MemorySegment.allocateHeap(0);
  private int limit;

  SpillInputView(SpillFile.Reader reader) {
    this.reader = reader;
  }

  @Override
  protected MemorySegment nextSegment(MemorySegment current) throws IOException {
    int length = reader.nextLength();
    if (length < 0) {
      return null;
    }
    if (block.size() < length) {
      block = MemorySegment.allocateHeap(length);
    }
    limit = reader.next(block.getArray(), 0);
    return block;
  }

  @Override
  protected int limitOf(MemorySegment segment) {
    return limit;
  }

  /** Whether all has been read. */
  public boolean atEnd() throws IOException {
    return remainingInSegment() == 0 && reader.nextLength() < 0;
  }
}
