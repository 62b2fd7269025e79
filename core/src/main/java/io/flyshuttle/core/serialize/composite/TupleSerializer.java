// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.composite;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputSerializer;
import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.serialize.SnapshotClasses;
import io.flyshuttle.core.serialize.composite.RecordLayout.FieldName;
import io.flyshuttle.core.tuple.NullFieldException;
import io.flyshuttle.core.tuple.Tuple;
import io.flyshuttle.core.type.CompositeTypeSerializerSnapshot;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.core.type.TypeSerializerSnapshot;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
  private transient AdaptiveCodec codec;

  public TupleSerializer(Class<T> tupleClass, TypeSerializer<?>[] fieldSerializers) {
    this.tupleClass = Objects.requireNonNull(tupleClass);
    this.fieldSerializers = fieldSerializers.clone();
    int sum = 0;
    for (TypeSerializer<?> field : fieldSerializers) {
      sum = sum < 0 || field.getLength() < 0 ? -1 : sum + field.getLength();
    }
    this.length = sum;
  }

  private AdaptiveCodec codec() {
    AdaptiveCodec current = codec;
    return current != null ? current : makeCodec();
  }

  private AdaptiveCodec makeCodec() {
    List<FieldName> fields = new ArrayList<>();
    for (int i = 0; i < fieldSerializers.length; i++) {
      fields.add(new FieldName(Tuple.getTupleClass(fieldSerializers.length), "f" + i, false));
    }
    codec = new AdaptiveCodec(new RecordLayout(tupleClass, fields, false), fieldSerializers);
    return codec;
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
    if (tupleClass == Tuple.getTupleClass(fieldSerializers.length)) {
      return (T) Tuple.newInstance(fieldSerializers.length);
    }
    try {
      Constructor<T> constructor = tupleClass.getDeclaredConstructor();
      constructor.setAccessible(true);
      return constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          tupleClass.getName() + " needs a constructor without arguments", e);
    }
  }

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public TupleSerializer<T> duplicate() {
    return new TupleSerializer<>(tupleClass, Fields.duplicate(fieldSerializers));
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
    return (T) codec().copy(from);
  }

  @Override
  public T copy(T from, T reuse) {
    return (T) codec().copyInto(from, reuse);
  }

  @Override
  public int getLength() {
    return length;
  }

  @Override
  public void serialize(T record, DataOutputView target) throws IOException {
    try {
      codec().write(record, target);
    } catch (NullPointerException e) {
      throw explain(e, record);
    }
  }

  /** Finds the field that is null and whose serializer has no form for null. */
  private RuntimeException explain(NullPointerException failure, T record) throws IOException {
    for (int i = 0; record != null && i < fieldSerializers.length; i++) {
      if (record.getField(i) == null) {
        try {
          fieldSerializers[i].serialize(null, new DataOutputSerializer(16));
        } catch (NullPointerException e) {
          return new NullFieldException(i, failure);
        }
      }
    }
    return failure;
  }

  @Override
  public T deserialize(DataInputView source) throws IOException {
    return (T) codec().read(source);
  }

  @Override
  public T deserialize(T reuse, DataInputView source) throws IOException {
    return (T) (reuse == null ? codec().read(source) : codec().readInto(reuse, source));
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
