// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state.ttl;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.type.CompositeTypeSerializerSnapshot;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.core.type.TypeSerializerSnapshot;
import java.io.IOException;
import java.util.Objects;

/**
 * Writes a value behind the time it was last used: 8 bytes, one that says whether there is a value,
 * the value.
 *
 * @param <T> type of the value
 */
public final class TtlSerializer<T> extends TypeSerializer<TtlValue<T>> {
  private static final long serialVersionUID = 1L;

  private final TypeSerializer<T> valueSerializer;

  public TtlSerializer(TypeSerializer<T> valueSerializer) {
    this.valueSerializer = Objects.requireNonNull(valueSerializer);
  }

  @Override
  public boolean isImmutableType() {
    return valueSerializer.isImmutableType();
  }

  @Override
  public TypeSerializer<TtlValue<T>> duplicate() {
    TypeSerializer<T> duplicate = valueSerializer.duplicate();
    return duplicate == valueSerializer ? this : new TtlSerializer<>(duplicate);
  }

  @Override
  public TtlValue<T> createInstance() {
    return new TtlValue<>(valueSerializer.createInstance(), 0);
  }

  @Override
  public TtlValue<T> copy(TtlValue<T> from) {
    return isImmutableType() || from.value() == null
        ? from
        : new TtlValue<>(valueSerializer.copy(from.value()), from.lastAccessMillis());
  }

  @Override
  public TtlValue<T> copy(TtlValue<T> from, TtlValue<T> reuse) {
    return copy(from);
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(TtlValue<T> record, DataOutputView target) throws IOException {
    target.writeLong(record.lastAccessMillis());
    target.writeBoolean(record.value() != null);
    if (record.value() != null) {
      valueSerializer.serialize(record.value(), target);
    }
  }

  @Override
  public TtlValue<T> deserialize(DataInputView source) throws IOException {
    long lastAccessMillis = source.readLong();
    T value = source.readBoolean() ? valueSerializer.deserialize(source) : null;
    return new TtlValue<>(value, lastAccessMillis);
  }

  @Override
  public TtlValue<T> deserialize(TtlValue<T> reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    target.writeLong(source.readLong());
    boolean present = source.readBoolean();
    target.writeBoolean(present);
    if (present) {
      valueSerializer.copy(source, target);
    }
  }

  @Override
  public boolean equals(Object obj) {
    return obj instanceof TtlSerializer<?> other && valueSerializer.equals(other.valueSerializer);
  }

  @Override
  public int hashCode() {
    return 31 * valueSerializer.hashCode() + 7;
  }

  @Override
  public TypeSerializerSnapshot<TtlValue<T>> snapshotConfiguration() {
    return new Snapshot<>(this);
  }

  /**
   * Keeps the value serializer's snapshot.
   *
   * @param <T> type of the value
   */
  public static final class Snapshot<T>
      extends CompositeTypeSerializerSnapshot<TtlValue<T>, TtlSerializer<T>> {

    /** For reading. */
    public Snapshot() {}

    Snapshot(TtlSerializer<T> serializer) {
      super(serializer);
    }

    @Override
    protected int getCurrentOuterSnapshotVersion() {
      return 1;
    }

    @Override
    protected TypeSerializer<?>[] getNestedSerializers(TtlSerializer<T> outerSerializer) {
      return new TypeSerializer<?>[] {outerSerializer.valueSerializer};
    }

    @Override
    @SuppressWarnings("unchecked")
    protected TtlSerializer<T> createOuterSerializerWithNestedSerializers(
        TypeSerializer<?>[] nestedSerializers) {
      return new TtlSerializer<>((TypeSerializer<T>) nestedSerializers[0]);
    }
  }
}
