// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.value;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.memory.MemorySegment;
import java.io.IOException;

/** A value that says nothing; all instances are equal. */
public final class NullValue implements NormalizableKey<NullValue>, CopyableValue<NullValue> {
  private static final long serialVersionUID = 1L;

  private static final NullValue INSTANCE = new NullValue();

  public NullValue() {}

  /** The only instance needed. */
  public static NullValue getInstance() {
    return INSTANCE;
  }

  @Override
  public String toString() {
    return "(null)";
  }

  @Override
  public void read(DataInputView in) throws IOException {
    in.readBoolean();
  }

  @Override
  public void write(DataOutputView out) throws IOException {
    out.writeBoolean(false);
  }

  @Override
  public int compareTo(NullValue o) {
    return 0;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof NullValue;
  }

  @Override
  public int hashCode() {
    return 53;
  }

  @Override
  public int getMaxNormalizedKeyLen() {
    return 0;
  }

  @Override
  public void copyNormalizedKey(MemorySegment memory, int offset, int len) {
    NormalizedKeys.put(0, memory, offset, len);
  }

  @Override
  public int getBinaryLength() {
    return 1;
  }

  @Override
  public void copyTo(NullValue target) {}

  @Override
  public NullValue copy() {
    return getInstance();
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    target.writeBoolean(source.readBoolean());
  }
}
