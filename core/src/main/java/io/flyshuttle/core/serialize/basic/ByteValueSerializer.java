// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.basic;

import io.flyshuttle.core.value.ByteValue;

/** The {@link ValueSerializer} of {@link ByteValue}, by the name that programs know. */
public final class ByteValueSerializer extends ValueSerializer<ByteValue> {
  private static final long serialVersionUID = 1L;

  public static final ByteValueSerializer INSTANCE = new ByteValueSerializer();

  public ByteValueSerializer() {
    super(ByteValue.class);
  }

  @Override
  public ByteValueSerializer duplicate() {
    return new ByteValueSerializer();
  }
}
