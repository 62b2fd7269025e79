// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.collection;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.type.CompositeTypeSerializerSnapshot;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.core.type.TypeSerializerSnapshot;
import io.flyshuttle.core.value.VarInt;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Writes lists; reads them as {@link ArrayList}.
 *
 * @param <E> type of the elements
 */
public final class ListSerializer<E> extends TypeSerializer<List<E>> {
  private static final long serialVersionUID = 1L;

  private final TypeSerializer<E> elementSerializer;

  public ListSerializer(TypeSerializer<E> elementSerializer) {
    this.elementSerializer = Objects.requireNonNull(elementSerializer);
  }

  public TypeSerializer<E> getElementSerializer() {
    return elementSerializer;
  }

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public ListSerializer<E> duplicate() {
    TypeSerializer<E> duplicate = elementSerializer.duplicate();
    return duplicate == elementSerializer ? this : new ListSerializer<>(duplicate);
  }

  @Override
  public List<E> createInstance() {
    return new ArrayList<>(0);
  }

  @Override
  public List<E> copy(List<E> from) {
    if (elementSerializer.isImmutableType()) {
      return new ArrayList<>(from);
    }
    List<E> copy = new ArrayList<>(from.size());
    for (E element : from) {
      copy.add(Elements.copyOf(element, elementSerializer));
    }
    return copy;
  }

  @Override
  public List<E> copy(List<E> from, List<E> reuse) {
    return copy(from);
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(List<E> record, DataOutputView target) throws IOException {
    Elements.write(record, elementSerializer, target);
  }

  @Override
  public List<E> deserialize(DataInputView source) throws IOException {
    int header = VarInt.read(source);
    int size = Elements.size(header);
    boolean hasNulls = Elements.hasNulls(header);
    List<E> list = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      list.add(Elements.readOne(hasNulls, elementSerializer, source));
    }
    return list;
  }

  @Override
  public List<E> deserialize(List<E> reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    Elements.copy(elementSerializer, source, target);
  }

  @Override
  public boolean equals(Object obj) {
    return obj instanceof ListSerializer<?> other
        && elementSerializer.equals(other.elementSerializer);
  }

  @Override
  public int hashCode() {
    return 31 + elementSerializer.hashCode();
  }

  @Override
  public TypeSerializerSnapshot<List<E>> snapshotConfiguration() {
    return new Snapshot<>(this);
  }

  /** Keeps the element serializer's snapshot. */
  public static final class Snapshot<E>
      extends CompositeTypeSerializerSnapshot<List<E>, ListSerializer<E>> {

    /** For reading. */
    public Snapshot() {}

    Snapshot(ListSerializer<E> serializer) {
      super(serializer);
    }

    @Override
    protected int getCurrentOuterSnapshotVersion() {
      return 1;
    }

    @Override
    protected TypeSerializer<?>[] getNestedSerializers(ListSerializer<E> outerSerializer) {
      return new TypeSerializer<?>[] {outerSerializer.elementSerializer};
    }

    @Override
    @SuppressWarnings("unchecked")
    protected ListSerializer<E> createOuterSerializerWithNestedSerializers(
        TypeSerializer<?>[] nestedSerializers) {
      return new ListSerializer<>((TypeSerializer<E>) nestedSerializers[0]);
    }
  }
}
