// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.value;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.memory.MemorySegment;
import java.io.IOException;

/** A mutable {@code char}. */
public class CharValue
    implements NormalizableKey<CharValue>, ResettableValue<CharValue>, CopyableValue<CharValue> {
  private static final long serialVersionUID = 1L;

  private char value;

  /** A value of zero. */
  public CharValue() {}

  public CharValue(char value) {
    this.value = value;
  }

  public char getValue() {
    return value;
  }

  public void setValue(char value) {
    this.value = value;
  }

  @Override
  public void setValue(CharValue value) {
    this.value = value.value;
  }

  @Override
  public void read(DataInputView in) throws IOException {
    value = in.readChar();
  }

  @Override
  public void write(DataOutputView out) throws IOException {
    out.writeChar(value);
  }

  @Override
  public int compareTo(CharValue other) {
    return Character.compare(value, other.value);
  }

  @Override
  public int getMaxNormalizedKeyLen() {
    return 2;
  }

  @Override
  public void copyNormalizedKey(MemorySegment memory, int offset, int len) {
    NormalizedKeys.put((long) value << 48, memory, offset, len);
  }

  @Override
  public int getBinaryLength() {
    return 2;
  }

  @Override
  public void copyTo(CharValue target) {
    target.value = value;
  }

  @Override
  public CharValue copy() {
    return new CharValue(value);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    target.writeChar(source.readChar());
  }

  @Override
  public boolean equals(Object obj) {
    return obj instanceof CharValue other && Character.compare(value, other.value) == 0;
  }

  @Override
  public int hashCode() {
    return Character.hashCode(value);
  }

  @Override
  public String toString() {
    return String.valueOf(value);
  }
}
