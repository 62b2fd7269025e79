// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.value;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.memory.MemorySegment;
import java.io.IOException;

/** A mutable {@code byte}. */
public class ByteValue
    implements NormalizableKey<ByteValue>, ResettableValue<ByteValue>, CopyableValue<ByteValue> {
  private static final long serialVersionUID = 1L;

  private byte value;

  /** A value of zero. */
  public ByteValue() {}

  public ByteValue(byte value) {
    this.value = value;
  }

  public byte getValue() {
    return value;
  }

  public void setValue(byte value) {
    this.value = value;
  }

  @Override
  public void setValue(ByteValue value) {
    this.value = value.value;
  }

  @Override
  public void read(DataInputView in) throws IOException {
    value = in.readByte();
  }

  @Override
  public void write(DataOutputView out) throws IOException {
    out.writeByte(value);
  }

  @Override
  public int compareTo(ByteValue other) {
    return Byte.compare(value, other.value);
  }

  @Override
  public int getMaxNormalizedKeyLen() {
    return 1;
  }

  @Override
  public void copyNormalizedKey(MemorySegment memory, int offset, int len) {
    NormalizedKeys.put((long) (value ^ 0x80) << 56, memory, offset, len);
  }

  @Override
  public int getBinaryLength() {
    return 1;
  }

  @Override
  public void copyTo(ByteValue target) {
    target.value = value;
  }

  @Override
  public ByteValue copy() {
    return new ByteValue(value);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    target.writeByte(source.readByte());
  }

  @Override
  public boolean equals(Object obj) {
    return obj instanceof ByteValue other && Byte.compare(value, other.value) == 0;
  }

  @Override
  public int hashCode() {
    return Byte.hashCode(value);
  }

  @Override
  public String toString() {
    return String.valueOf(value);
  }
}
