// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.file.source;

import io.flyshuttle.core.file.FSDataInputStream;
import io.flyshuttle.core.option.Configuration;
import java.io.Closeable;
import java.io.IOException;

/**
 * The records of a split, whichever kind of format reads them.
 *
 * @param <T> type of the records
 */
interface SplitRecords<T> extends Closeable {

  /** The next record; null at the end. */
  T next() throws IOException;

  /** Where reading goes on. */
  CheckpointedPosition position();

  /** Opens a split where it stands. */
  static <T, SplitT extends FileSourceSplit> SplitRecords<T> of(
      StreamFormat<T> format, SplitT split) throws IOException {
    CheckpointedPosition restored = split.getReaderPosition().orElse(null);
    boolean compressed = FileOpening.inflater(split.path()) != null;
    long fileLength = compressed ? Long.MAX_VALUE : split.fileSize();
    long end = compressed ? Long.MAX_VALUE : split.offset() + split.length();
    FSDataInputStream stream = FileOpening.open(split.path());
    try {
      boolean atOffset = restored != null && restored.getOffset() != CheckpointedPosition.NO_OFFSET;
      long start = atOffset ? restored.getOffset() : split.offset();
      if (start > 0) {
        stream.seek(start);
      }
      Configuration config = new Configuration();
      StreamFormat.Reader<T> reader =
          atOffset
              ? format.restoreReader(config, stream, start, fileLength, end)
              : format.createReader(config, stream, fileLength, end);
      Streamed<T> records =
          new Streamed<>(reader, stream, atOffset ? start : CheckpointedPosition.NO_OFFSET);
      records.skip(restored == null ? 0 : restored.getRecordsAfterOffset());
      return records;
    } catch (IOException | RuntimeException e) {
      stream.close();
      throw e;
    }
  }

  static <T, SplitT extends FileSourceSplit> SplitRecords<T> of(
      BulkFormat<T, SplitT> format, SplitT split) throws IOException {
    Configuration config = new Configuration();
    return new Batched<>(
        split.getReaderPosition().isPresent()
            ? format.restoreReader(config, split)
            : format.createReader(config, split),
        split.getReaderPosition().orElse(null));
  }

  /** Records one by one. */
  final class Streamed<T> implements SplitRecords<T> {
    private final StreamFormat.Reader<T> reader;
    private final FSDataInputStream stream;
    private final long startOffset;
    private long sinceStart;

    Streamed(StreamFormat.Reader<T> reader, FSDataInputStream stream, long startOffset) {
      this.reader = reader;
      this.stream = stream;
      this.startOffset = startOffset;
    }

    void skip(long records) throws IOException {
      while (sinceStart < records && reader.read() != null) {
        sinceStart++;
      }
    }

    @Override
    public T next() throws IOException {
      T record = reader.read();
      if (record != null) {
        sinceStart++;
      }
      return record;
    }

    @Override
    public CheckpointedPosition position() {
      CheckpointedPosition known = reader.getCheckpointedPosition();
      return known != null ? known : new CheckpointedPosition(startOffset, sinceStart);
    }

    @Override
    public void close() throws IOException {
      try {
        reader.close();
      } finally {
        stream.close();
      }
    }
  }

  /** Records in batches. */
  final class Batched<T> implements SplitRecords<T> {
    private final BulkFormat.Reader<T> reader;
    private BulkFormat.RecordIterator<T> batch;
    private CheckpointedPosition position;

    Batched(BulkFormat.Reader<T> reader, CheckpointedPosition position) {
      this.reader = reader;
      this.position =
          position == null ? new CheckpointedPosition(CheckpointedPosition.NO_OFFSET, 0) : position;
    }

    @Override
    public T next() throws IOException {
      while (true) {
        if (batch == null) {
          batch = reader.readBatch();
          if (batch == null) {
            return null;
          }
        }
        RecordAndPosition<T> next = batch.next();
        if (next != null) {
          position = new CheckpointedPosition(next.getOffset(), next.getRecordSkipCount());
          return next.getRecord();
        }
        release();
      }
    }

    private void release() {
      BulkFormat.RecordIterator<T> read = batch;
      batch = null;
      if (read != null) {
        read.releaseBatch();
      }
    }

    @Override
    public CheckpointedPosition position() {
      return position;
    }

    @Override
    public void close() throws IOException {
      release();
      reader.close();
    }
  }
}
