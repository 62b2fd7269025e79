// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.basic;

import io.flyshuttle.core.value.StringValue;

/** The {@link ValueSerializer} of {@link StringValue}, by the name that programs know. */
public final class StringValueSerializer extends ValueSerializer<StringValue> {
  private static final long serialVersionUID = 1L;

  public static final StringValueSerializer INSTANCE = new StringValueSerializer();

  public StringValueSerializer() {
    super(StringValue.class);
  }

  @Override
  public StringValueSerializer duplicate() {
    return new StringValueSerializer();
  }
}
