// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.sort;

import io.flyshuttle.core.memory.ManagedMemory;
import io.flyshuttle.core.memory.MemorySegment;
import io.flyshuttle.core.memory.SegmentInputView;
import io.flyshuttle.core.memory.SegmentOutputView;
import io.flyshuttle.core.memory.SpillDirectories;
import io.flyshuttle.core.memory.SpillFile;
import io.flyshuttle.core.memory.SpillOutputView;
import io.flyshuttle.core.type.TypeSerializer;
import java.io.EOFException;
import java.io.IOException;

/**
 * Keeps records, in managed memory first and on disk behind that, to be read as often as wanted.
 * Used by one thread.
 *
 * @param <T> type of the records
 */
public final class RecordBuffer<T> implements AutoCloseable {
  private static final int SPILL_BLOCK_BYTES = 64 << 10;

  private final ManagedMemory memory;
  private final SpillDirectories directories;
  private final TypeSerializer<T> serializer;
  private final SegmentOutputView data;
  private SpillFile file;
  private SpillOutputView overflow;
  private long size;

  public RecordBuffer(
      ManagedMemory memory, SpillDirectories directories, TypeSerializer<T> serializer) {
    this.memory = memory;
    this.directories = directories;
    this.serializer = serializer;
    this.data = new SegmentOutputView(memory);
  }

  /** Adds a record; does not keep the object. */
  public void add(T record) throws IOException {
    size++;
    if (overflow == null) {
      long position = data.position();
      try {
        serializer.serialize(record, data);
        return;
      } catch (EOFException e) {
        data.setWritePosition(position);
        file = SpillFile.create(directories, "buffer");
        overflow = file.output(MemorySegment.allocateHeap(SPILL_BLOCK_BYTES));
      }
    }
    serializer.serialize(record, overflow);
  }

  /**
   * Adds records that have been serialized elsewhere.
   *
   * @param records how many they are; none is cut
   */
  public void addSerialized(byte[] bytes, int offset, int length, int records) throws IOException {
    size += records;
    if (overflow == null) {
      long position = data.position();
      try {
        data.write(bytes, offset, length);
        return;
      } catch (EOFException e) {
        data.setWritePosition(position);
        file = SpillFile.create(directories, "buffer");
        overflow = file.output(MemorySegment.allocateHeap(SPILL_BLOCK_BYTES));
      }
    }
    overflow.write(bytes, offset, length);
  }

  /** How many records it holds. */
  public long size() {
    return size;
  }

  /** Whether a part of the records is on disk. */
  public boolean isSpilled() {
    return file != null;
  }

  /** All records added up to now, from the first. */
  public Records<T> records() throws IOException {
    SegmentInputView inMemory = data.toInput();
    TypeSerializer<T> reader = serializer.duplicate();
    if (overflow == null) {
      return () -> inMemory.remaining() == 0 ? null : reader.deserialize(inMemory);
    }
    overflow.flush();
    Records<T> onDisk = SpilledRecords.of(file, serializer.duplicate());
    return () -> inMemory.remaining() == 0 ? onDisk.next() : reader.deserialize(inMemory);
  }

  /** Forgets all records, gives memory back and deletes the file. Idempotent. */
  @Override
  public void close() throws IOException {
    size = 0;
    memory.release(data.detach());
    if (file != null) {
      file.close();
      file = null;
      overflow = null;
    }
  }
}
