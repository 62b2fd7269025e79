// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.basic;

import io.flyshuttle.core.value.BooleanValue;

/** The {@link ValueSerializer} of {@link BooleanValue}, by the name that programs know. */
public final class BooleanValueSerializer extends ValueSerializer<BooleanValue> {
  private static final long serialVersionUID = 1L;

  public static final BooleanValueSerializer INSTANCE = new BooleanValueSerializer();

  public BooleanValueSerializer() {
    super(BooleanValue.class);
  }

  @Override
  public BooleanValueSerializer duplicate() {
    return new BooleanValueSerializer();
  }
}
