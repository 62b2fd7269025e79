// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.value;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import java.io.IOException;

/**
 * A value that can copy itself.
 *
 * @param <T> its class
 */
public interface CopyableValue<T> extends Value {

  /** Length in bytes if each record has the same, else -1. */
  int getBinaryLength();

  /** Makes {@code target} an equal value. */
  void copyTo(T target);

  /** A deep copy. */
  T copy();

  /** Copies the bytes of one value. */
  void copy(DataInputView source, DataOutputView target) throws IOException;
}
