// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.collection;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.type.CompositeTypeSerializerSnapshot;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.core.type.TypeSerializerSnapshot;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;

/**
 * Writes values that may be absent: a byte that says so, then the value.
 *
 * @param <T> type of the value
 */
public final class OptionalSerializer<T> extends TypeSerializer<Optional<T>> {
  private static final long serialVersionUID = 1L;

  private final TypeSerializer<T> valueSerializer;

  public OptionalSerializer(TypeSerializer<T> valueSerializer) {
    this.valueSerializer = Objects.requireNonNull(valueSerializer);
  }

  @Override
  public boolean isImmutableType() {
    return valueSerializer.isImmutableType();
  }

  @Override
  public OptionalSerializer<T> duplicate() {
    TypeSerializer<T> duplicate = valueSerializer.duplicate();
    return duplicate == valueSerializer ? this : new OptionalSerializer<>(duplicate);
  }

  @Override
  public Optional<T> createInstance() {
    return Optional.empty();
  }

  @Override
  public Optional<T> copy(Optional<T> from) {
    return isImmutableType() ? from : from.map(valueSerializer::copy);
  }

  @Override
  public Optional<T> copy(Optional<T> from, Optional<T> reuse) {
    return copy(from);
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(Optional<T> record, DataOutputView target) throws IOException {
    target.writeBoolean(record.isPresent());
    if (record.isPresent()) {
      valueSerializer.serialize(record.get(), target);
    }
  }

  @Override
  public Optional<T> deserialize(DataInputView source) throws IOException {
    return source.readBoolean()
        ? Optional.of(valueSerializer.deserialize(source))
        : Optional.empty();
  }

  @Override
  public Optional<T> deserialize(Optional<T> reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    boolean present = source.readBoolean();
    target.writeBoolean(present);
    if (present) {
      valueSerializer.copy(source, target);
    }
  }

  @Override
  public boolean equals(Object obj) {
    return obj instanceof OptionalSerializer<?> other
        && valueSerializer.equals(other.valueSerializer);
  }

  @Override
  public int hashCode() {
    return 41 + valueSerializer.hashCode();
  }

  @Override
  public TypeSerializerSnapshot<Optional<T>> snapshotConfiguration() {
    return new Snapshot<>(this);
  }

  /** Keeps the value serializer's snapshot. */
  public static final class Snapshot<T>
      extends CompositeTypeSerializerSnapshot<Optional<T>, OptionalSerializer<T>> {

    /** For reading. */
    public Snapshot() {}

    Snapshot(OptionalSerializer<T> serializer) {
      super(serializer);
    }

    @Override
    protected int getCurrentOuterSnapshotVersion() {
      return 1;
    }

    @Override
    protected TypeSerializer<?>[] getNestedSerializers(OptionalSerializer<T> outerSerializer) {
      return new TypeSerializer<?>[] {outerSerializer.valueSerializer};
    }

    @Override
    @SuppressWarnings("unchecked")
    protected OptionalSerializer<T> createOuterSerializerWithNestedSerializers(
        TypeSerializer<?>[] nestedSerializers) {
      return new OptionalSerializer<>((TypeSerializer<T>) nestedSerializers[0]);
    }
  }
}
