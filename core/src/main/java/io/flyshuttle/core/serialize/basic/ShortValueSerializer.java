// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.basic;

import io.flyshuttle.core.value.ShortValue;

/** The {@link ValueSerializer} of {@link ShortValue}, by the name that programs know. */
public final class ShortValueSerializer extends ValueSerializer<ShortValue> {
  private static final long serialVersionUID = 1L;

  public static final ShortValueSerializer INSTANCE = new ShortValueSerializer();

  public ShortValueSerializer() {
    super(ShortValue.class);
  }

  @Override
  public ShortValueSerializer duplicate() {
    return new ShortValueSerializer();
  }
}
