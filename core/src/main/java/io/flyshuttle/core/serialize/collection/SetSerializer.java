// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.collection;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.type.CompositeTypeSerializerSnapshot;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.core.type.TypeSerializerSnapshot;
import io.flyshuttle.core.value.VarInt;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;

/**
 * Writes sets; reads them as {@link LinkedHashSet}, in the order in which they were written.
 *
 * @param <E> type of the elements
 */
public final class SetSerializer<E> extends TypeSerializer<Set<E>> {
  private static final long serialVersionUID = 1L;

  private final TypeSerializer<E> elementSerializer;

  public SetSerializer(TypeSerializer<E> elementSerializer) {
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
  public SetSerializer<E> duplicate() {
    TypeSerializer<E> duplicate = elementSerializer.duplicate();
    return duplicate == elementSerializer ? this : new SetSerializer<>(duplicate);
  }

  @Override
  public Set<E> createInstance() {
    return new LinkedHashSet<>();
  }

  @Override
  public Set<E> copy(Set<E> from) {
    if (elementSerializer.isImmutableType()) {
      return new LinkedHashSet<>(from);
    }
    Set<E> copy = newSet(from.size());
    for (E element : from) {
      copy.add(Elements.copyOf(element, elementSerializer));
    }
    return copy;
  }

  private static <E> Set<E> newSet(int size) {
    return new LinkedHashSet<>(size + size / 3 + 1);
  }

  @Override
  public Set<E> copy(Set<E> from, Set<E> reuse) {
    return copy(from);
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(Set<E> record, DataOutputView target) throws IOException {
    Elements.write(record, elementSerializer, target);
  }

  @Override
  public Set<E> deserialize(DataInputView source) throws IOException {
    int header = VarInt.read(source);
    int size = Elements.size(header);
    boolean hasNulls = Elements.hasNulls(header);
    Set<E> set = newSet(size);
    for (int i = 0; i < size; i++) {
      set.add(Elements.readOne(hasNulls, elementSerializer, source));
    }
    return set;
  }

  @Override
  public Set<E> deserialize(Set<E> reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    Elements.copy(elementSerializer, source, target);
  }

  @Override
  public boolean equals(Object obj) {
    return obj instanceof SetSerializer<?> other
        && elementSerializer.equals(other.elementSerializer);
  }

  @Override
  public int hashCode() {
    return 37 + elementSerializer.hashCode();
  }

  @Override
  public TypeSerializerSnapshot<Set<E>> snapshotConfiguration() {
    return new Snapshot<>(this);
  }

  /** Keeps the element serializer's snapshot. */
  public static final class Snapshot<E>
      extends CompositeTypeSerializerSnapshot<Set<E>, SetSerializer<E>> {

    /** For reading. */
    public Snapshot() {}

    Snapshot(SetSerializer<E> serializer) {
      super(serializer);
    }

    @Override
    protected int getCurrentOuterSnapshotVersion() {
      return 1;
    }

    @Override
    protected TypeSerializer<?>[] getNestedSerializers(SetSerializer<E> outerSerializer) {
      return new TypeSerializer<?>[] {outerSerializer.elementSerializer};
    }

    @Override
    @SuppressWarnings("unchecked")
    protected SetSerializer<E> createOuterSerializerWithNestedSerializers(
        TypeSerializer<?>[] nestedSerializers) {
      return new SetSerializer<>((TypeSerializer<E>) nestedSerializers[0]);
    }
  }
}
