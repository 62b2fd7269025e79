// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.memory;

import java.util.List;

/** Reads from segments in memory; the position can be set. */
public final class SegmentInputView extends PagedInputView implements SeekableDataInputView {

  private final List<MemorySegment> segments;
  private final int segmentSize;
  private long length;
  private int index = -1;

  /**
   * @param segments all of one size; the list may grow behind this view
   * @param length bytes of data
   */
  public SegmentInputView(List<MemorySegment> segments, int segmentSize, long length) {
    this.segments = segments;
    this.segmentSize = segmentSize;
    this.length = length;
  }

  @Override
  protected MemorySegment nextSegment(MemorySegment current) {
    if ((long) (index + 1) * segmentSize >= length) {
      return null;
    }
    return segments.get(++index);
  }

  @Override
  protected int limitOf(MemorySegment segment) {
    return (int) Math.min(segmentSize, length - (long) index * segmentSize);
  }

  /** Makes more data readable after the list has grown. */
  public void setLength(long length) {
    this.length = length;
    if (index >= 0) {
      seek(currentSegment(), positionInSegment(), limitOf(currentSegment()));
    }
  }

  /** Bytes from the start of the data to the next byte to be read. */
  public long position() {
    return index < 0 ? 0 : (long) index * segmentSize + positionInSegment();
  }

  /** Bytes left. */
  public long remaining() {
    return length - position();
  }

  @Override
  public void setReadPosition(long position) {
    if (position < 0 || position > length) {
      throw new IllegalArgumentException(
          "position " + position + " is outside of " + length + " bytes of data");
    }
    if (position == length) {
      index = (int) ((position + segmentSize - 1) / segmentSize) - 1;
      if (index < 0) {
        seek(null, 0, 0);
      } else {
        int at = (int) (position - (long) index * segmentSize);
        seek(segments.get(index), at, at);
      }
      return;
    }
    index = (int) (position / segmentSize);
    MemorySegment target = segments.get(index);
    seek(target, (int) (position - (long) index * segmentSize), limitOf(target));
  }
}
