// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.composite;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.serialize.composite.RecordLayout.FieldName;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.core.type.TypeSerializerSnapshot;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Writes Java records, component by component; reads them through the canonical constructor.
 * Components may be null.
 *
 * @param <T> the record class
 */
public final class JavaRecordSerializer<T> extends TypeSerializer<T> {
  private static final long serialVersionUID = 1L;

  private final RecordLayout layout;
  private final TypeSerializer<?>[] fieldSerializers;
  private final boolean immutable;
  private transient AdaptiveCodec codec;

  /**
   * @param fieldSerializers in the order of the components
   */
  public JavaRecordSerializer(Class<T> type, TypeSerializer<?>[] fieldSerializers) {
    this(layoutOf(type), fieldSerializers);
  }

  JavaRecordSerializer(RecordLayout layout, TypeSerializer<?>[] fieldSerializers) {
    this.layout = layout;
    this.fieldSerializers = fieldSerializers.clone();
    this.immutable = Arrays.stream(fieldSerializers).allMatch(TypeSerializer::isImmutableType);
  }

  private static RecordLayout layoutOf(Class<?> type) {
    List<FieldName> fields = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      fields.add(new FieldName(type, component.getName(), component.getType().isPrimitive()));
    }
    return new RecordLayout(type, fields, true);
  }

  private AdaptiveCodec codec() {
    if (codec == null) {
      codec = new AdaptiveCodec(layout, fieldSerializers);
    }
    return codec;
  }

  /** The record class. */
  @SuppressWarnings("unchecked")
  public Class<T> getRecordClass() {
    return (Class<T>) layout.type();
  }

  @Override
  public boolean isImmutableType() {
    return immutable;
  }

  @Override
  public JavaRecordSerializer<T> duplicate() {
    return new JavaRecordSerializer<>(layout, Fields.duplicate(fieldSerializers));
  }

  @Override
  public T createInstance() {
    return null;
  }

  @Override
  @SuppressWarnings("unchecked")
  public T copy(T from) {
    return immutable ? from : (T) codec().copy(from);
  }

  @Override
  public T copy(T from, T reuse) {
    return copy(from);
  }

  @Override
  public int getLength() {
    return Fields.length(layout, fieldSerializers);
  }

  @Override
  public void serialize(T record, DataOutputView target) throws IOException {
    codec().write(record, target);
  }

  @Override
  @SuppressWarnings("unchecked")
  public T deserialize(DataInputView source) throws IOException {
    return (T) codec().read(source);
  }

  @Override
  public T deserialize(T reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    codec().copyBytes(source, target);
  }

  @Override
  public boolean equals(Object obj) {
    return obj instanceof JavaRecordSerializer<?> other
        && layout.equals(other.layout)
        && Arrays.equals(fieldSerializers, other.fieldSerializers);
  }

  @Override
  public int hashCode() {
    return 31 * layout.hashCode() + Arrays.hashCode(fieldSerializers);
  }

  @Override
  public TypeSerializerSnapshot<T> snapshotConfiguration() {
    return new FieldsSnapshot<>(layout, fieldSerializers, List.of(), List.of());
  }
}
