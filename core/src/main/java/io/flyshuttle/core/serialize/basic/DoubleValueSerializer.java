// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.basic;

import io.flyshuttle.core.value.DoubleValue;

/** The {@link ValueSerializer} of {@link DoubleValue}, by the name that programs know. */
public final class DoubleValueSerializer extends ValueSerializer<DoubleValue> {
  private static final long serialVersionUID = 1L;

  public static final DoubleValueSerializer INSTANCE = new DoubleValueSerializer();

  public DoubleValueSerializer() {
    super(DoubleValue.class);
  }

  @Override
  public DoubleValueSerializer duplicate() {
    return new DoubleValueSerializer();
  }
}
