// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.basic;

import io.flyshuttle.core.value.IntValue;

/** The {@link ValueSerializer} of {@link IntValue}, by the name that programs know. */
public final class IntValueSerializer extends ValueSerializer<IntValue> {
  private static final long serialVersionUID = 1L;

  public static final IntValueSerializer INSTANCE = new IntValueSerializer();

  public IntValueSerializer() {
    super(IntValue.class);
  }

  @Override
  public IntValueSerializer duplicate() {
    return new IntValueSerializer();
  }
}
