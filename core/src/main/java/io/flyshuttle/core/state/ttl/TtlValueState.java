// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state.ttl;

import io.flyshuttle.core.state.ValueState;
import io.flyshuttle.core.state.ValueStateDescriptor;
import java.io.IOException;

/** A value that expires. */
final class TtlValueState<T> implements ValueState<T> {
  private final ExpiringValue<T> value;
  private final ValueStateDescriptor<T> descriptor;

  TtlValueState(ExpiringValue<T> value, ValueStateDescriptor<T> descriptor) {
    this.value = value;
    this.descriptor = descriptor;
  }

  @Override
  public T value() throws IOException {
    T found = value.read();
    return found == null ? descriptor.getDefaultValue() : found;
  }

  @Override
  public void update(T newValue) throws IOException {
    value.write(newValue);
  }

  @Override
  public void clear() {
    value.clear();
  }
}
