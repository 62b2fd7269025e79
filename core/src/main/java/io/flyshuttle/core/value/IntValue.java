// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.value;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.memory.MemorySegment;
import java.io.IOException;

/** A mutable {@code int}. */
public class IntValue
    implements NormalizableKey<IntValue>, ResettableValue<IntValue>, CopyableValue<IntValue> {
  private static final long serialVersionUID = 1L;

  private int value;

  /** A value of zero. */
  public IntValue() {}

  public IntValue(int value) {
    this.value = value;
  }

  public int getValue() {
    return value;
  }

  public void setValue(int value) {
    this.value = value;
  }

  @Override
  public void setValue(IntValue value) {
    this.value = value.value;
  }

  @Override
  public void read(DataInputView in) throws IOException {
    value = in.readInt();
  }

  @Override
  public void write(DataOutputView out) throws IOException {
    out.writeInt(value);
  }

  @Override
  public int compareTo(IntValue other) {
    return Integer.compare(value, other.value);
  }

  @Override
  public int getMaxNormalizedKeyLen() {
    return 4;
  }

  @Override
  public void copyNormalizedKey(MemorySegment memory, int offset, int len) {
    NormalizedKeys.put((long) (value ^ Integer.MIN_VALUE) << 32, memory, offset, len);
  }

  @Override
  public int getBinaryLength() {
    return 4;
  }

  @Override
  public void copyTo(IntValue target) {
    target.value = value;
  }

  @Override
  public IntValue copy() {
    return new IntValue(value);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    target.writeInt(source.readInt());
  }

  @Override
  public boolean equals(Object obj) {
    return obj instanceof IntValue other && Integer.compare(value, other.value) == 0;
  }

  @Override
  public int hashCode() {
    return Integer.hashCode(value);
  }

  @Override
  public String toString() {
    return String.valueOf(value);
  }
}
