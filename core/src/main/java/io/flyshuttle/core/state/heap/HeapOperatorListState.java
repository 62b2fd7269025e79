// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state.heap;

import io.flyshuttle.core.memory.DataInputDeserializer;
import io.flyshuttle.core.memory.DataOutputSerializer;
import io.flyshuttle.core.state.ListState;
import io.flyshuttle.core.state.OperatorStateSnapshot;
import io.flyshuttle.core.type.TypeSerializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A list of a subtask. */
final class HeapOperatorListState<S> implements ListState<S> {
  private final String name;
  private final OperatorStateSnapshot.Mode mode;
  private final TypeSerializer<S> serializer;
  private final List<S> elements = new ArrayList<>();

  HeapOperatorListState(
      String name, OperatorStateSnapshot.Mode mode, TypeSerializer<S> serializer) {
    this.name = name;
    this.mode = mode;
    this.serializer = serializer;
  }

  OperatorStateSnapshot.Mode mode() {
    return mode;
  }

  @Override
  public Iterable<S> get() {
    return elements;
  }

  @Override
  public void add(S value) {
    elements.add(Objects.requireNonNull(value, "null cannot be added to a list state"));
  }

  @Override
  public void addAll(List<S> values) {
    values.forEach(this::add);
  }

  @Override
  public void update(List<S> values) {
    List<S> copy = new ArrayList<>(values);
    elements.clear();
    addAll(copy);
  }

  @Override
  public void clear() {
    elements.clear();
  }

  OperatorStateSnapshot.Entry snapshot() throws IOException {
    List<byte[]> bytes = new ArrayList<>(elements.size());
    DataOutputSerializer out = new DataOutputSerializer(64);
    for (S element : elements) {
      out.clear();
      serializer.serialize(element, out);
      bytes.add(out.getCopyOfBuffer());
    }
    return new OperatorStateSnapshot.Entry(
        name, mode, ElementBytes.ofSerializers(serializer), bytes);
  }

  @SuppressWarnings("unchecked")
  void load(OperatorStateSnapshot.Entry entry, ClassLoader loader) throws IOException {
    TypeSerializer<S> reader =
        (TypeSerializer<S>)
            ElementBytes.readers(name, entry.serializers(), loader, serializer).get(0);
    for (byte[] element : entry.elements()) {
      elements.add(reader.deserialize(new DataInputDeserializer(element)));
    }
  }
}
