// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.sort;

import io.flyshuttle.core.memory.SpillFile;
import io.flyshuttle.core.memory.SpillInputView;
import io.flyshuttle.core.type.TypeSerializer;

/** Reads the records of a spill file from its start. */
public final class SpilledRecords {
  private SpilledRecords() {}

  /**
   * The records written to {@code file} up to now.
   *
   * @param serializer used by the result alone
   */
  public static <T> Records<T> of(SpillFile file, TypeSerializer<T> serializer) {
    SpillInputView input = file.input();
    return () -> input.atEnd() ? null : serializer.deserialize(input);
  }
}
