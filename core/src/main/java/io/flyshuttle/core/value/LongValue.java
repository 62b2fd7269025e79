// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.value;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.memory.MemorySegment;
import java.io.IOException;

/** A mutable {@code long}. */
public class LongValue
    implements NormalizableKey<LongValue>, ResettableValue<LongValue>, CopyableValue<LongValue> {
  private static final long serialVersionUID = 1L;

  private long value;

  /** A value of zero. */
  public LongValue() {}

  public LongValue(long value) {
    this.value = value;
  }

  public long getValue() {
    return value;
  }

  public void setValue(long value) {
    this.value = value;
  }

  @Override
  public void setValue(LongValue value) {
    this.value = value.value;
  }

  @Override
  public void read(DataInputView in) throws IOException {
    value = in.readLong();
  }

  @Override
  public void write(DataOutputView out) throws IOException {
    out.writeLong(value);
  }

  @Override
  public int compareTo(LongValue other) {
    return Long.compare(value, other.value);
  }

  @Override
  public int getMaxNormalizedKeyLen() {
    return 8;
  }

  @Override
  public void copyNormalizedKey(MemorySegment memory, int offset, int len) {
    NormalizedKeys.put(value ^ Long.MIN_VALUE, memory, offset, len);
  }

  @Override
  public int getBinaryLength() {
    return 8;
  }

  @Override
  public void copyTo(LongValue target) {
    target.value = value;
  }

  @Override
  public LongValue copy() {
    return new LongValue(value);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    target.writeLong(source.readLong());
  }

  @Override
  public boolean equals(Object obj) {
    return obj instanceof LongValue other && Long.compare(value, other.value) == 0;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(value);
  }

  @Override
  public String toString() {
    return String.valueOf(value);
  }
}
