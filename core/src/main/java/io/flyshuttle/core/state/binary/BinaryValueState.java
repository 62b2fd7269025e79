// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state.binary;

import io.flyshuttle.core.state.StateDescriptor;
import io.flyshuttle.core.state.ValueState;

/** One value per key. */
final class BinaryValueState<T> extends BinaryState implements ValueState<T> {
  private final StateDescriptor<?, T> descriptor;

  BinaryValueState(EntryTable table, StateDescriptor<?, T> descriptor) {
    super(table);
    this.descriptor = descriptor;
  }

  @Override
  @SuppressWarnings("unchecked")
  public T value() {
    Object value = table.get(namespace);
    return value == null ? descriptor.getDefaultValue() : (T) value;
  }

  @Override
  public void update(T value) {
    if (value == null) {
      table.remove(namespace);
    } else {
      table.put(namespace, value);
    }
  }
}
