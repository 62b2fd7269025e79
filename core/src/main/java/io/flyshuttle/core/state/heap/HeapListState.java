// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state.heap;

import io.flyshuttle.core.state.ListState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/** A list per key. */
final class HeapListState<T> extends HeapState implements ListState<T> {
  private static final String NO_NULL = "null cannot be added to a list state";

  private final boolean immutableElements;

  HeapListState(StateTable table, boolean immutableElements) {
    super(table);
    this.immutableElements = immutableElements;
  }

  @Override
  @SuppressWarnings("unchecked")
  public Iterable<T> get() {
    if (immutableElements && table.isFrozen(namespace)) {
      // reading alone is no reason to copy what a snapshot has yet to write
      return Collections.unmodifiableList((List<T>) table.peek(namespace));
    }
    List<T> list = list();
    return list == null ? Collections.emptyList() : list;
  }

  @Override
  public void add(T value) {
    Objects.requireNonNull(value, NO_NULL);
    listToChange().add(value);
  }

  /** Adds a value in a namespace with one look-up; whether there was none. */
  boolean append(Object newNamespace, Object value) {
    Objects.requireNonNull(value, NO_NULL);
    namespace = newNamespace;
    return table.appendToList(newNamespace, value);
  }

  @Override
  public void addAll(List<T> values) {
    requireNoNull(values);
    if (!values.isEmpty()) {
      listToChange().addAll(values);
    }
  }

  @Override
  public void update(List<T> values) {
    requireNoNull(values);
    if (values.isEmpty()) {
      clear();
    } else {
      table.put(namespace, new ArrayList<>(values));
    }
  }

  private void requireNoNull(List<T> values) {
    for (T value : values) {
      Objects.requireNonNull(value, NO_NULL);
    }
  }

  @SuppressWarnings("unchecked")
  private List<T> list() {
    return (List<T>) table.get(namespace);
  }

  private List<T> listToChange() {
    List<T> list = list();
    if (list == null) {
      list = new ArrayList<>(2);
      table.put(namespace, list);
    }
    return list;
  }

  @Override
  @SuppressWarnings("unchecked")
  Object merged(Object first, Object second) {
    List<T> into = (List<T>) first;
    into.addAll((List<T>) second);
    return into;
  }
}
