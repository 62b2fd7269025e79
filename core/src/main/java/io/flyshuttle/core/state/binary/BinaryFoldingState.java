// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state.binary;

import io.flyshuttle.core.state.FoldingState;
import io.flyshuttle.core.state.FoldingStateDescriptor;

/** One folded value per key. */
final class BinaryFoldingState<T, ACC> extends BinaryState implements FoldingState<T, ACC> {
  private final FoldingStateDescriptor<T, ACC> descriptor;

  BinaryFoldingState(EntryTable table, FoldingStateDescriptor<T, ACC> descriptor) {
    super(table);
    this.descriptor = descriptor;
  }

  @Override
  @SuppressWarnings("unchecked")
  public ACC get() {
    return (ACC) table.get(namespace);
  }

  @Override
  public void add(T value) throws Exception {
    ACC before = get();
    ACC from = before == null ? descriptor.getDefaultValue() : before;
    table.put(namespace, descriptor.getFoldFunction().fold(from, value));
  }
}
