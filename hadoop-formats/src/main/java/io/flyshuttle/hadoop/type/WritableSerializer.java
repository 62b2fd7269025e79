// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.hadoop.type;

import io.flyshuttle.core.memory.DataInputDeserializer;
import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputSerializer;
import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.serialize.SnapshotClasses;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.core.type.TypeSerializerSchemaCompatibility;
import io.flyshuttle.core.type.TypeSerializerSnapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.util.Objects;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.Writable;

/**
 * Has Writables write and read themselves.
 *
 * @param <T> the class
 */
public final class WritableSerializer<T extends Writable> extends TypeSerializer<T> {
  private static final long serialVersionUID = 1L;
  private static final int FIRST_COPY_BYTES = 64;

  private final Class<T> typeClass;
  private transient Constructor<T> constructor;
  private transient DataOutputSerializer copied;

  public WritableSerializer(Class<T> typeClass) {
    this.typeClass = Objects.requireNonNull(typeClass);
  }

  @Override
  public boolean isImmutableType() {
    return typeClass == NullWritable.class;
  }

  @Override
  public WritableSerializer<T> duplicate() {
    return new WritableSerializer<>(typeClass);
  }

  @Override
  public T createInstance() {
    if (typeClass == NullWritable.class) {
      return typeClass.cast(NullWritable.get());
    }
    try {
      if (constructor == null) {
        constructor = typeClass.getDeclaredConstructor();
        constructor.setAccessible(true);
      }
      return constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          typeClass.getName() + " needs a constructor without arguments", e);
    }
  }

  @Override
  public T copy(T from) {
    return isImmutableType() ? from : copy(from, createInstance());
  }

  @Override
  public T copy(T from, T reuse) {
    if (isImmutableType()) {
      return from;
    }
    if (copied == null) {
      copied = new DataOutputSerializer(FIRST_COPY_BYTES);
    }
    T target = reuse == null ? createInstance() : reuse;
    try {
      copied.clear();
      from.write(copied);
      target.readFields(new DataInputDeserializer(copied.getCopyOfBuffer()));
    } catch (IOException e) {
      throw new UncheckedIOException("a " + typeClass.getName() + " cannot be copied", e);
    }
    return target;
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(T record, DataOutputView target) throws IOException {
    record.write(target);
  }

  @Override
  public T deserialize(DataInputView source) throws IOException {
    return deserialize(createInstance(), source);
  }

  @Override
  public T deserialize(T reuse, DataInputView source) throws IOException {
    T record = reuse == null ? createInstance() : reuse;
    record.readFields(source);
    return record;
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    T scratch = createInstance();
    scratch.readFields(source);
    scratch.write(target);
  }

  @Override
  public boolean equals(Object obj) {
    return obj instanceof WritableSerializer<?> other && typeClass == other.typeClass;
  }

  @Override
  public int hashCode() {
    return typeClass.hashCode();
  }

  @Override
  public TypeSerializerSnapshot<T> snapshotConfiguration() {
    return new WritableSerializerSnapshot<>(typeClass);
  }

  /** Keeps the class. */
  public static final class WritableSerializerSnapshot<T extends Writable>
      implements TypeSerializerSnapshot<T> {
    private Class<T> typeClass;

    /** For reading. */
    public WritableSerializerSnapshot() {}

    WritableSerializerSnapshot(Class<T> typeClass) {
      this.typeClass = typeClass;
    }

    @Override
    public int getCurrentVersion() {
      return 1;
    }

    @Override
    public void writeSnapshot(DataOutputView out) throws IOException {
      out.writeUTF(typeClass.getName());
    }

    @Override
    public void readSnapshot(int readVersion, DataInputView in, ClassLoader userCodeClassLoader)
        throws IOException {
      typeClass = SnapshotClasses.read(in, userCodeClassLoader);
    }

    @Override
    public TypeSerializer<T> restoreSerializer() {
      return new WritableSerializer<>(typeClass);
    }

    @Override
    public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
        TypeSerializerSnapshot<T> oldSerializerSnapshot) {
      return oldSerializerSnapshot instanceof WritableSerializerSnapshot<T> old
              && old.typeClass == typeClass
          ? TypeSerializerSchemaCompatibility.compatibleAsIs()
          : TypeSerializerSchemaCompatibility.incompatible(
              "the data does not hold " + typeClass.getName());
    }
  }
}
