// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.value;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.memory.MemorySegment;
import java.io.IOException;

/** A mutable {@code boolean}. */
public class BooleanValue
    implements NormalizableKey<BooleanValue>,
        ResettableValue<BooleanValue>,
        CopyableValue<BooleanValue> {
  private static final long serialVersionUID = 1L;

  public static final BooleanValue TRUE = new BooleanValue(true);
  public static final BooleanValue FALSE = new BooleanValue(false);

  private boolean value;

  /** A value of false. */
  public BooleanValue() {}

  public BooleanValue(boolean value) {
    this.value = value;
  }

  public boolean getValue() {
    return value;
  }

  public void setValue(boolean value) {
    this.value = value;
  }

  @Override
  public void setValue(BooleanValue value) {
    this.value = value.value;
  }

  public boolean get() {
    return value;
  }

  public void set(boolean value) {
    this.value = value;
  }

  @Override
  public void read(DataInputView in) throws IOException {
    value = in.readBoolean();
  }

  @Override
  public void write(DataOutputView out) throws IOException {
    out.writeBoolean(value);
  }

  @Override
  public int compareTo(BooleanValue other) {
    return Boolean.compare(value, other.value);
  }

  @Override
  public int getMaxNormalizedKeyLen() {
    return 1;
  }

  @Override
  public void copyNormalizedKey(MemorySegment memory, int offset, int len) {
    NormalizedKeys.put(value ? 1L << 56 : 0L, memory, offset, len);
  }

  @Override
  public int getBinaryLength() {
    return 1;
  }

  @Override
  public void copyTo(BooleanValue target) {
    target.value = value;
  }

  @Override
  public BooleanValue copy() {
    return new BooleanValue(value);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    target.writeBoolean(source.readBoolean());
  }

  @Override
  public boolean equals(Object obj) {
    return obj instanceof BooleanValue other && Boolean.compare(value, other.value) == 0;
  }

  @Override
  public int hashCode() {
    return Boolean.hashCode(value);
  }

  @Override
  public String toString() {
    return String.valueOf(value);
  }
}
