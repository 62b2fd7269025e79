// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.basic;

import io.flyshuttle.core.value.LongValue;

/** The {@link ValueSerializer} of {@link LongValue}, by the name that programs know. */
public final class LongValueSerializer extends ValueSerializer<LongValue> {
  private static final long serialVersionUID = 1L;

  public static final LongValueSerializer INSTANCE = new LongValueSerializer();

  public LongValueSerializer() {
    super(LongValue.class);
  }

  @Override
  public LongValueSerializer duplicate() {
    return new LongValueSerializer();
  }
}
