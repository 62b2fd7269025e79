// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state;

import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.type.TypeSerializer;

/**
 * Describes a {@link ValueState}.
 *
 * @param <T> type of the value
 */
public class ValueStateDescriptor<T> extends StateDescriptor<ValueState<T>, T> {
  private static final long serialVersionUID = 1L;

  public ValueStateDescriptor(String name, Class<T> typeClass) {
    super(name, typeClass, null);
  }

  public ValueStateDescriptor(String name, TypeInformation<T> typeInfo) {
    super(name, typeInfo, null);
  }

  public ValueStateDescriptor(String name, TypeSerializer<T> typeSerializer) {
    super(name, typeSerializer, null);
  }

  /** With a value for keys without one; better to treat null in the function. */
  public ValueStateDescriptor(String name, Class<T> typeClass, T defaultValue) {
    super(name, typeClass, defaultValue);
  }

  /** With a value for keys without one; better to treat null in the function. */
  public ValueStateDescriptor(String name, TypeInformation<T> typeInfo, T defaultValue) {
    super(name, typeInfo, defaultValue);
  }

  /** With a value for keys without one; better to treat null in the function. */
  public ValueStateDescriptor(String name, TypeSerializer<T> typeSerializer, T defaultValue) {
    super(name, typeSerializer, defaultValue);
  }

  @Override
  public Type getType() {
    return Type.VALUE;
  }
}
