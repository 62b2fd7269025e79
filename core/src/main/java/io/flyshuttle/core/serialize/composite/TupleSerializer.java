// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.composite;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.serialize.SnapshotClasses;
import io.flyshuttle.core.tuple.NullFieldException;
import io.flyshuttle.core.tuple.Tuple;
import io.flyshuttle.core.type.CompositeTypeSerializerSnapshot;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.core.type.TypeSerializerSnapshot;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.util.Arrays;
import java.util.Objects;

/**
 * Writes tuples as one field after the other. A null field is refused unless the field's serializer
 * has a form for null, as that of strings.
 *
 * @param <T> class of the tuples
 */
@SuppressWarnings({"rawtypes", "unchecked"})
public final class TupleSerializer<T extends Tuple> extends TypeSerializer<T> {
  private static final long serialVersionUID = 1L;

  private final Class<T> tupleClass;
  private final TypeSerializer[] fieldSerializers;
  private final int length;
  private final boolean immutableFields;
  private transient Constructor<T> constructor;

  public TupleSerializer(Class<T> tupleClass, TypeSerializer<?>[] fieldSerializers) {
    this.tupleClass = Objects.requireNonNull(tupleClass);
    this.fieldSerializers = fieldSerializers.clone();
    boolean immutable = true;
    int sum = 0;
    for (TypeSerializer<?> field : fieldSerializers) {
      immutable &= field.isImmutableType();
      sum = sum < 0 || field.getLength() < 0 ? -1 : sum + field.getLength();
    }
    this.immutableFields = immutable;
    this.length = sum;
  }

  public Class<T> getTupleClass() {
    return tupleClass;
  }

  public int getArity() {
    return fieldSerializers.length;
  }

  /** Serializers of the fields, in order. */
  public TypeSerializer<Object>[] getFieldSerializers() {
    return fieldSerializers.clone();
  }

  /** A new tuple of the given fields. */
  public T createInstance(Object[] fields) {
    T tuple = newTuple();
    for (int i = 0; i < fields.length; i++) {
      tuple.setField(fields[i], i);
    }
    return tuple;
  }

  private T newTuple() {
    if (constructor == null) {
      try {
        constructor = tupleClass.getDeclaredConstructor();
        constructor.setAccessible(true);
      } catch (NoSuchMethodException e) {
        throw new IllegalStateException(
            tupleClass.getName() + " needs a constructor without arguments", e);
      }
    }
    try {
      return constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make a " + tupleClass.getName(), e);
    }
  }

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public TupleSerializer<T> duplicate() {
    TypeSerializer[] duplicates = new TypeSerializer[fieldSerializers.length];
    boolean same = true;
    for (int i = 0; i < duplicates.length; i++) {
      duplicates[i] = fieldSerializers[i].duplicate();
      same &= duplicates[i] == fieldSerializers[i];
    }
    return same ? this : new TupleSerializer<>(tupleClass, duplicates);
  }

  @Override
  public T createInstance() {
    T tuple = newTuple();
    for (int i = 0; i < fieldSerializers.length; i++) {
      tuple.setField(fieldSerializers[i].createInstance(), i);
    }
    return tuple;
  }

  @Override
  public T copy(T from) {
    return copy(from, newTuple());
  }

  @Override
  public T copy(T from, T reuse) {
    for (int i = 0; i < fieldSerializers.length; i++) {
      Object field = from.getField(i);
      reuse.setField(immutableFields || field == null ? field : fieldSerializers[i].copy(field), i);
    }
    return reuse;
  }

  @Override
  public int getLength() {
    return length;
  }

  @Override
  public void serialize(T record, DataOutputView target) throws IOException {
    for (int i = 0; i < fieldSerializers.length; i++) {
      Object field = record.getField(i);
      try {
        fieldSerializers[i].serialize(field, target);
      } catch (NullPointerException e) {
        throw field == null ? new NullFieldException(i, e) : e;
      }
    }
  }

  @Override
  public T deserialize(DataInputView source) throws IOException {
    return deserialize(newTuple(), source);
  }

  @Override
  public T deserialize(T reuse, DataInputView source) throws IOException {
    for (int i = 0; i < fieldSerializers.length; i++) {
      reuse.setField(fieldSerializers[i].deserialize(source), i);
    }
    return reuse;
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    for (TypeSerializer<?> field : fieldSerializers) {
      field.copy(source, target);
    }
  }

  @Override
  public boolean equals(Object obj) {
    return obj instanceof TupleSerializer<?> other
        && tupleClass == other.tupleClass
        && Arrays.equals(fieldSerializers, other.fieldSerializers);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(fieldSerializers) + tupleClass.hashCode();
  }

  @Override
  public TypeSerializerSnapshot<T> snapshotConfiguration() {
    return new Snapshot<>(this);
  }

  /** Keeps the class and the field serializers' snapshots. */
  public static final class Snapshot<T extends Tuple>
      extends CompositeTypeSerializerSnapshot<T, TupleSerializer<T>> {
    private Class<T> tupleClass;

    /** For reading. */
    public Snapshot() {}

    Snapshot(TupleSerializer<T> serializer) {
      super(serializer);
      this.tupleClass = serializer.tupleClass;
    }

    @Override
    protected int getCurrentOuterSnapshotVersion() {
      return 1;
    }

    @Override
    protected TypeSerializer<?>[] getNestedSerializers(TupleSerializer<T> outerSerializer) {
      return outerSerializer.fieldSerializers;
    }

    @Override
    protected TupleSerializer<T> createOuterSerializerWithNestedSerializers(
        TypeSerializer<?>[] nestedSerializers) {
      return new TupleSerializer<>(tupleClass, nestedSerializers);
    }

    @Override
    protected void writeOuterSnapshot(DataOutputView out) throws IOException {
      out.writeUTF(tupleClass.getName());
    }

    @Override
    protected void readOuterSnapshot(
        int readOuterSnapshotVersion, DataInputView in, ClassLoader userCodeClassLoader)
        throws IOException {
      tupleClass = SnapshotClasses.read(in, userCodeClassLoader);
    }

    @Override
    protected boolean isOuterSnapshotCompatible(TupleSerializer<T> newSerializer) {
      return tupleClass == newSerializer.tupleClass;
    }
  }
}
