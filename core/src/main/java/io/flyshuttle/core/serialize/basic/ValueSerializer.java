// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.basic;

import io.flyshuttle.core.memory.DataInputDeserializer;
import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputSerializer;
import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.serialize.SnapshotClasses;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.core.type.TypeSerializerSchemaCompatibility;
import io.flyshuttle.core.type.TypeSerializerSnapshot;
import io.flyshuttle.core.value.CopyableValue;
import io.flyshuttle.core.value.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.util.Objects;

/**
 * Writes values, which write and read themselves.
 *
 * @param <T> the class
 */
public class ValueSerializer<T extends Value> extends TypeSerializer<T> {
  private static final long serialVersionUID = 1L;

  private final Class<T> type;
  private transient Constructor<T> constructor;

  public ValueSerializer(Class<T> type) {
    this.type = Objects.requireNonNull(type);
  }

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public ValueSerializer<T> duplicate() {
    return new ValueSerializer<>(type);
  }

  @Override
  public T createInstance() {
    try {
      if (constructor == null) {
        constructor = type.getDeclaredConstructor();
        constructor.setAccessible(true);
      }
      return constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type.getName() + " needs a constructor without arguments", e);
    }
  }

  @Override
  @SuppressWarnings("unchecked")
  public T copy(T from) {
    if (from instanceof CopyableValue<?> copyable) {
      return (T) copyable.copy();
    }
    return copy(from, createInstance());
  }

  @Override
  @SuppressWarnings("unchecked")
  public T copy(T from, T reuse) {
    if (reuse == null) {
      return copy(from);
    }
    if (from instanceof CopyableValue<?> copyable) {
      ((CopyableValue<T>) copyable).copyTo(reuse);
      return reuse;
    }
    DataOutputSerializer bytes = new DataOutputSerializer(64);
    try {
      from.write(bytes);
      reuse.read(new DataInputDeserializer(bytes.getCopyOfBuffer()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return reuse;
  }

  @Override
  public int getLength() {
    return CopyableValue.class.isAssignableFrom(type)
        ? ((CopyableValue<?>) createInstance()).getBinaryLength()
        : -1;
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
    record.read(source);
    return record;
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    T scratch = createInstance();
    if (scratch instanceof CopyableValue<?> copyable) {
      copyable.copy(source, target);
    } else {
      scratch.read(source);
      scratch.write(target);
    }
  }

  @Override
  public boolean equals(Object obj) {
    return obj instanceof ValueSerializer<?> other && type == other.type;
  }

  @Override
  public int hashCode() {
    return type.hashCode();
  }

  @Override
  public TypeSerializerSnapshot<T> snapshotConfiguration() {
    return new Snapshot<>(type);
  }

  /** Keeps the class. */
  public static final class Snapshot<T extends Value> implements TypeSerializerSnapshot<T> {
    private Class<T> type;

    /** For reading. */
    public Snapshot() {}

    Snapshot(Class<T> type) {
      this.type = type;
    }

    @Override
    public int getCurrentVersion() {
      return 1;
    }

    @Override
    public void writeSnapshot(DataOutputView out) throws IOException {
      out.writeUTF(type.getName());
    }

    @Override
    public void readSnapshot(int readVersion, DataInputView in, ClassLoader userCodeClassLoader)
        throws IOException {
      type = SnapshotClasses.read(in, userCodeClassLoader);
    }

    @Override
    public TypeSerializer<T> restoreSerializer() {
      return new ValueSerializer<>(type);
    }

    @Override
    public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
        TypeSerializerSnapshot<T> oldSerializerSnapshot) {
      return oldSerializerSnapshot instanceof Snapshot<T> old && old.type == type
          ? TypeSerializerSchemaCompatibility.compatibleAsIs()
          : TypeSerializerSchemaCompatibility.incompatible(
              "the data does not hold " + type.getName());
    }
  }
}
