// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.basic;

import io.flyshuttle.core.value.CharValue;

/** The {@link ValueSerializer} of {@link CharValue}, by the name that programs know. */
public final class CharValueSerializer extends ValueSerializer<CharValue> {
  private static final long serialVersionUID = 1L;

  public static final CharValueSerializer INSTANCE = new CharValueSerializer();

  public CharValueSerializer() {
    super(CharValue.class);
  }

  @Override
  public CharValueSerializer duplicate() {
    return new CharValueSerializer();
  }
}
