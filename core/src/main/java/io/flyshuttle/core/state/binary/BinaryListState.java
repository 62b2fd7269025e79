// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state.binary;

import io.flyshuttle.core.state.ListState;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/** A list per key. */
final class BinaryListState<T> extends BinaryState implements ListState<T> {
  private static final String NO_NULL = "null cannot be added to a list state";

  BinaryListState(EntryTable table) {
    super(table);
  }

  @Override
  @SuppressWarnings("unchecked")
  public Iterable<T> get() {
    List<T> list = (List<T>) table.get(namespace);
    return list == null ? Collections.emptyList() : list;
  }

  @Override
  public void add(T value) {
    table.append(namespace, List.of(Objects.requireNonNull(value, NO_NULL)));
  }

  @Override
  public void addAll(List<T> values) {
    requireNoNull(values);
    if (!values.isEmpty()) {
      table.append(namespace, values);
    }
  }

  @Override
  public void update(List<T> values) {
    requireNoNull(values);
    if (values.isEmpty()) {
      clear();
    } else {
      table.put(namespace, values);
    }
  }

  private void requireNoNull(List<T> values) {
    for (T value : values) {
      Objects.requireNonNull(value, NO_NULL);
    }
  }

  @Override
  @SuppressWarnings("unchecked")
  Object merged(Object first, Object second) {
    List<T> into = (List<T>) first;
    into.addAll((List<T>) second);
    return into;
  }
}
