// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.file.source;

/**
 * A split that is being read.
 *
 * @param <SplitT> type of the split
 */
public class FileSourceSplitState<SplitT extends FileSourceSplit> {
  private final SplitT split;
  private long offset;
  private long recordsToSkipAfterOffset;

  public FileSourceSplitState(SplitT split) {
    this.split = split;
    this.offset =
        split
            .getReaderPosition()
            .map(CheckpointedPosition::getOffset)
            .orElse(CheckpointedPosition.NO_OFFSET);
    this.recordsToSkipAfterOffset =
        split.getReaderPosition().map(CheckpointedPosition::getRecordsAfterOffset).orElse(0L);
  }

  public long getOffset() {
    return offset;
  }

  public long getRecordsToSkipAfterOffset() {
    return recordsToSkipAfterOffset;
  }

  public void setOffset(long newOffset) {
    this.offset = newOffset;
  }

  public void setRecordsToSkipAfterOffset(long records) {
    this.recordsToSkipAfterOffset = records;
  }

  public void setPosition(long newOffset, long newRecordsToSkipAfterOffset) {
    this.offset = newOffset;
    this.recordsToSkipAfterOffset = newRecordsToSkipAfterOffset;
  }

  /** The split as it stands. */
  @SuppressWarnings("unchecked")
  public SplitT toFileSourceSplit() {
    CheckpointedPosition position =
        offset == CheckpointedPosition.NO_OFFSET && recordsToSkipAfterOffset == 0
            ? null
            : new CheckpointedPosition(offset, recordsToSkipAfterOffset);
    return (SplitT) split.updateWithCheckpointedPosition(position);
  }
}
