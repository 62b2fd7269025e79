// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.memory;

import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Writes into segments that are taken as needed and kept. {@link EOFException} says that no segment
 * is left; what was written stays, so that a sorter can cut back to the last whole record with
 * {@link #setWritePosition} and spill.
 */
public final class SegmentOutputView extends PagedOutputView implements SeekableDataOutputView {

  private final Supplier<MemorySegment> source;
  private final List<MemorySegment> segments = new ArrayList<>();
  private int index = -1;

  /**
   * @param segmentSize bytes of each segment
   * @param source gives the next segment, or null if none is left
   */
  public SegmentOutputView(int segmentSize, Supplier<MemorySegment> source) {
    super(segmentSize);
    this.source = source;
  }

  /** Takes its segments from an operator's managed memory. */
  public SegmentOutputView(ManagedMemory memory) {
    this(memory.segmentSize(), memory::tryAllocate);
  }

  @Override
  protected MemorySegment nextSegment(MemorySegment full, int bytes) throws IOException {
    if (index + 1 == segments.size()) {
      MemorySegment next = source.get();
      if (next == null) {
        throw new EOFException("no memory is left after " + segments.size() + " segments");
      }
      segments.add(next);
    }
    return segments.get(++index);
  }

  /** Bytes from the start of the data to the next byte to be written. */
  public long position() {
    return index < 0 ? 0 : (long) index * segmentSize() + positionInSegment();
  }

  @Override
  public void setWritePosition(long position) {
    if (position == 0) {
      index = -1;
      seek(null, 0);
      return;
    }
    // The end of a segment and the start of the next are the same place; the former always exists.
    int target = (int) ((position - 1) / segmentSize());
    if (position < 0 || target >= segments.size()) {
      throw new IllegalArgumentException("nothing was written yet at position " + position);
    }
    index = target;
    seek(segments.get(target), (int) (position - (long) target * segmentSize()));
  }

  /** All segments taken so far, in order; those behind the position may be unused. */
  public List<MemorySegment> segments() {
    return segments;
  }

  /** Starts anew, and hands the segments over to the caller. */
  public List<MemorySegment> detach() {
    List<MemorySegment> taken = new ArrayList<>(segments);
    segments.clear();
    setWritePosition(0);
    return taken;
  }

  /** A view that reads what was written up to now. */
  public SegmentInputView toInput() {
    return new SegmentInputView(segments, segmentSize(), position());
  }
}
