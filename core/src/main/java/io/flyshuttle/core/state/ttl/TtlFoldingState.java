// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state.ttl;

import io.flyshuttle.core.state.FoldingState;
import io.flyshuttle.core.state.FoldingStateDescriptor;

/** A folded value that expires. */
final class TtlFoldingState<T, ACC> implements FoldingState<T, ACC> {
  private final ExpiringValue<ACC> value;
  private final FoldingStateDescriptor<T, ACC> descriptor;

  TtlFoldingState(ExpiringValue<ACC> value, FoldingStateDescriptor<T, ACC> descriptor) {
    this.value = value;
    this.descriptor = descriptor;
  }

  @Override
  public ACC get() throws Exception {
    return value.read();
  }

  @Override
  public void add(T added) throws Exception {
    ACC before = value.read();
    ACC from = before == null ? descriptor.getDefaultValue() : before;
    value.write(descriptor.getFoldFunction().fold(from, added));
  }

  @Override
  public void clear() {
    value.clear();
  }
}
