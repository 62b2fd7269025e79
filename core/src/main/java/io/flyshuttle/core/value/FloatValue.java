// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.value;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import java.io.IOException;

/** A mutable {@code float}. */
public class FloatValue
    implements Key<FloatValue>, ResettableValue<FloatValue>, CopyableValue<FloatValue> {
  private static final long serialVersionUID = 1L;

  private float value;

  /** A value of zero. */
  public FloatValue() {}

  public FloatValue(float value) {
    this.value = value;
  }

  public float getValue() {
    return value;
  }

  public void setValue(float value) {
    this.value = value;
  }

  @Override
  public void setValue(FloatValue value) {
    this.value = value.value;
  }

  @Override
  public void read(DataInputView in) throws IOException {
    value = in.readFloat();
  }

  @Override
  public void write(DataOutputView out) throws IOException {
    out.writeFloat(value);
  }

  @Override
  public int compareTo(FloatValue other) {
    return Float.compare(value, other.value);
  }

  @Override
  public int getBinaryLength() {
    return 4;
  }

  @Override
  public void copyTo(FloatValue target) {
    target.value = value;
  }

  @Override
  public FloatValue copy() {
    return new FloatValue(value);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    target.writeFloat(source.readFloat());
  }

  @Override
  public boolean equals(Object obj) {
    return obj instanceof FloatValue other && Float.compare(value, other.value) == 0;
  }

  @Override
  public int hashCode() {
    return Float.hashCode(value);
  }

  @Override
  public String toString() {
    return String.valueOf(value);
  }
}
