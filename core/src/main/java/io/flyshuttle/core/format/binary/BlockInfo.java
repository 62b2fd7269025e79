// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format.binary;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.value.IOReadableWritable;
import java.io.IOException;

/**
 * What stands at the end of each block of a binary file: three numbers of eight bytes, big-endian,
 * in the order of the setters here.
 */
public class BlockInfo implements IOReadableWritable {
  private static final int BYTES = 3 * Long.BYTES;

  private long recordCount;
  private long accumulatedRecordCount;
  private long firstRecordStart;

  /** How many records begin in the block. */
  public long getRecordCount() {
    return recordCount;
  }

  /** Sets how many records begin in the block. */
  public void setRecordCount(long recordCount) {
    this.recordCount = recordCount;
  }

  /** How many records begin in the file up to the end of the block. */
  public long getAccumulatedRecordCount() {
    return accumulatedRecordCount;
  }

  /** Sets how many records begin in the file up to the end of the block. */
  public void setAccumulatedRecordCount(long accumulatedRecordCount) {
    this.accumulatedRecordCount = accumulatedRecordCount;
  }

  /** Where in the block the first record begins that does. */
  public long getFirstRecordStart() {
    return firstRecordStart;
  }

  /** Sets where in the block the first record begins that does. */
  public void setFirstRecordStart(long firstRecordStart) {
    this.firstRecordStart = firstRecordStart;
  }

  /** Bytes that {@link #write} writes; all of a file's blocks have the same. */
  protected int getInfoSize() {
    return BYTES;
  }

  @Override
  public void write(DataOutputView out) throws IOException {
    out.writeLong(recordCount);
    out.writeLong(accumulatedRecordCount);
    out.writeLong(firstRecordStart);
  }

  @Override
  public void read(DataInputView in) throws IOException {
    recordCount = in.readLong();
    accumulatedRecordCount = in.readLong();
    firstRecordStart = in.readLong();
  }
}
