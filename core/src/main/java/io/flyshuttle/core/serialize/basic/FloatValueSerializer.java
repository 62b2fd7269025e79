// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.basic;

import io.flyshuttle.core.value.FloatValue;

/** The {@link ValueSerializer} of {@link FloatValue}, by the name that programs know. */
public final class FloatValueSerializer extends ValueSerializer<FloatValue> {
  private static final long serialVersionUID = 1L;

  public static final FloatValueSerializer INSTANCE = new FloatValueSerializer();

  public FloatValueSerializer() {
    super(FloatValue.class);
  }

  @Override
  public FloatValueSerializer duplicate() {
    return new FloatValueSerializer();
  }
}
