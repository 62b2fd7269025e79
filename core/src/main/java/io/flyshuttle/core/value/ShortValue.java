// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.value;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.memory.MemorySegment;
import java.io.IOException;

/** A mutable {@code short}. */
public class ShortValue
    implements NormalizableKey<ShortValue>, ResettableValue<ShortValue>, CopyableValue<ShortValue> {
  private static final long serialVersionUID = 1L;

  private short value;

  /** A value of zero. */
  public ShortValue() {}

  public ShortValue(short value) {
    this.value = value;
  }

  public short getValue() {
    return value;
  }

  public void setValue(short value) {
    this.value = value;
  }

  @Override
  public void setValue(ShortValue value) {
    this.value = value.value;
  }

  @Override
  public void read(DataInputView in) throws IOException {
    value = in.readShort();
  }

  @Override
  public void write(DataOutputView out) throws IOException {
    out.writeShort(value);
  }

  @Override
  public int compareTo(ShortValue other) {
    return Short.compare(value, other.value);
  }

  @Override
  public int getMaxNormalizedKeyLen() {
    return 2;
  }

  @Override
  public void copyNormalizedKey(MemorySegment memory, int offset, int len) {
    NormalizedKeys.put((long) (value ^ 0x8000) << 48, memory, offset, len);
  }

  @Override
  public int getBinaryLength() {
    return 2;
  }

  @Override
  public void copyTo(ShortValue target) {
    target.value = value;
  }

  @Override
  public ShortValue copy() {
    return new ShortValue(value);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    target.writeShort(source.readShort());
  }

  @Override
  public boolean equals(Object obj) {
    return obj instanceof ShortValue other && Short.compare(value, other.value) == 0;
  }

  @Override
  public int hashCode() {
    return Short.hashCode(value);
  }

  @Override
  public String toString() {
    return String.valueOf(value);
  }
}
