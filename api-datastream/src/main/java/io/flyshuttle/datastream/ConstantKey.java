// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream;

import io.flyshuttle.core.function.KeySelector;

/** Gives all records the same key, for windows over all records. */
final class ConstantKey<T> implements KeySelector<T, Byte> {
  private static final long serialVersionUID = 1L;

  @Override
  public Byte getKey(T value) {
    return 0;
  }
}
