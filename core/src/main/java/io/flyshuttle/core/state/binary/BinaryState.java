// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state.binary;

import io.flyshuttle.core.state.State;
import java.util.Collection;

/** State of the current key in one namespace at a time, backed by a table. */
abstract class BinaryState implements State {
  /** The values. */
  final EntryTable table;

  /** The namespace that counts, null for state without namespaces. */
  Object namespace;

  BinaryState(EntryTable table) {
    this.table = table;
  }

  @Override
  public void clear() {
    table.remove(namespace);
  }

  /** Two values merged. */
  Object merged(Object first, Object second) throws Exception {
    throw new UnsupportedOperationException("only list, reducing and aggregating state can merge");
  }

  /** Moves what {@code sources} have to {@code target}. */
  final void merge(Object target, Collection<?> sources) throws Exception {
    Object moved = null;
    for (Object source : sources) {
      if (source.equals(target)) {
        continue;
      }
      Object value = table.get(source);
      if (value != null) {
        moved = moved == null ? value : merged(moved, value);
        table.remove(source);
      }
    }
    if (moved != null) {
      Object there = table.get(target);
      table.put(target, there == null ? moved : merged(there, moved));
    }
  }
}
