// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.value;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import java.io.IOException;

/** A mutable {@code double}. */
public class DoubleValue
    implements Key<DoubleValue>, ResettableValue<DoubleValue>, CopyableValue<DoubleValue> {
  private static final long serialVersionUID = 1L;

  private double value;

  /** A value of zero. */
  public DoubleValue() {}

  public DoubleValue(double value) {
    this.value = value;
  }

  public double getValue() {
    return value;
  }

  public void setValue(double value) {
    this.value = value;
  }

  @Override
  public void setValue(DoubleValue value) {
    this.value = value.value;
  }

  @Override
  public void read(DataInputView in) throws IOException {
    value = in.readDouble();
  }

  @Override
  public void write(DataOutputView out) throws IOException {
    out.writeDouble(value);
  }

  @Override
  public int compareTo(DoubleValue other) {
    return Double.compare(value, other.value);
  }

  @Override
  public int getBinaryLength() {
    return 8;
  }

  @Override
  public void copyTo(DoubleValue target) {
    target.value = value;
  }

  @Override
  public DoubleValue copy() {
    return new DoubleValue(value);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    target.writeDouble(source.readDouble());
  }

  @Override
  public boolean equals(Object obj) {
    return obj instanceof DoubleValue other && Double.compare(value, other.value) == 0;
  }

  @Override
  public int hashCode() {
    return Double.hashCode(value);
  }

  @Override
  public String toString() {
    return String.valueOf(value);
  }
}
