// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.array;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.serialize.SnapshotClasses;
import io.flyshuttle.core.type.CompositeTypeSerializerSnapshot;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.core.type.TypeSerializerSnapshot;
import io.flyshuttle.core.value.VarInt;
import java.io.IOException;
import java.lang.reflect.Array;
import java.util.Objects;

/**
 * Writes arrays of objects. Elements may be null: if one is, a byte before each says which.
 *
 * @param <C> class of the elements
 */
public final class GenericArraySerializer<C> extends TypeSerializer<C[]> {
  private static final long serialVersionUID = 1L;

  private final Class<C> componentClass;
  private final TypeSerializer<C> componentSerializer;

  public GenericArraySerializer(Class<C> componentClass, TypeSerializer<C> componentSerializer) {
    this.componentClass = Objects.requireNonNull(componentClass);
    this.componentSerializer = Objects.requireNonNull(componentSerializer);
  }

  public Class<C> getComponentClass() {
    return componentClass;
  }

  public TypeSerializer<C> getComponentSerializer() {
    return componentSerializer;
  }

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public GenericArraySerializer<C> duplicate() {
    TypeSerializer<C> duplicate = componentSerializer.duplicate();
    return duplicate == componentSerializer
        ? this
        : new GenericArraySerializer<>(componentClass, duplicate);
  }

  @Override
  public C[] createInstance() {
    return newArray(0);
  }

  @SuppressWarnings("unchecked")
  private C[] newArray(int length) {
    return (C[]) Array.newInstance(componentClass, length);
  }

  @Override
  public C[] copy(C[] from) {
    C[] copy = from.clone();
    if (!componentSerializer.isImmutableType()) {
      for (int i = 0; i < copy.length; i++) {
        copy[i] = copy[i] == null ? null : componentSerializer.copy(copy[i]);
      }
    }
    return copy;
  }

  @Override
  public C[] copy(C[] from, C[] reuse) {
    return copy(from);
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(C[] record, DataOutputView target) throws IOException {
    boolean hasNulls = false;
    for (C element : record) {
      hasNulls |= element == null;
    }
    VarInt.write(record.length << 1 | (hasNulls ? 1 : 0), target);
    for (C element : record) {
      if (hasNulls) {
        target.writeBoolean(element == null);
      }
      if (element != null) {
        componentSerializer.serialize(element, target);
      }
    }
  }

  @Override
  public C[] deserialize(DataInputView source) throws IOException {
    int header = VarInt.read(source);
    boolean hasNulls = (header & 1) != 0;
    C[] array = newArray(header >>> 1);
    for (int i = 0; i < array.length; i++) {
      array[i] = hasNulls && source.readBoolean() ? null : componentSerializer.deserialize(source);
    }
    return array;
  }

  @Override
  public C[] deserialize(C[] reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    int header = VarInt.read(source);
    VarInt.write(header, target);
    boolean hasNulls = (header & 1) != 0;
    for (int i = header >>> 1; i > 0; i--) {
      boolean isNull = hasNulls && source.readBoolean();
      if (hasNulls) {
        target.writeBoolean(isNull);
      }
      if (!isNull) {
        componentSerializer.copy(source, target);
      }
    }
  }

  @Override
  public boolean equals(Object obj) {
    return obj instanceof GenericArraySerializer<?> other
        && componentClass == other.componentClass
        && componentSerializer.equals(other.componentSerializer);
  }

  @Override
  public int hashCode() {
    return 31 * componentClass.hashCode() + componentSerializer.hashCode();
  }

  @Override
  public TypeSerializerSnapshot<C[]> snapshotConfiguration() {
    return new Snapshot<>(this);
  }

  /** Keeps the class of the elements and their serializer's snapshot. */
  public static final class Snapshot<C>
      extends CompositeTypeSerializerSnapshot<C[], GenericArraySerializer<C>> {
    private Class<C> componentClass;

    /** For reading. */
    public Snapshot() {}

    Snapshot(GenericArraySerializer<C> serializer) {
      super(serializer);
      this.componentClass = serializer.componentClass;
    }

    @Override
    protected int getCurrentOuterSnapshotVersion() {
      return 1;
    }

    @Override
    protected TypeSerializer<?>[] getNestedSerializers(GenericArraySerializer<C> outerSerializer) {
      return new TypeSerializer<?>[] {outerSerializer.componentSerializer};
    }

    @Override
    @SuppressWarnings("unchecked")
    protected GenericArraySerializer<C> createOuterSerializerWithNestedSerializers(
        TypeSerializer<?>[] nestedSerializers) {
      return new GenericArraySerializer<>(componentClass, (TypeSerializer<C>) nestedSerializers[0]);
    }

    @Override
    protected void writeOuterSnapshot(DataOutputView out) throws IOException {
      out.writeUTF(componentClass.getName());
    }

    @Override
    protected void readOuterSnapshot(
        int readOuterSnapshotVersion, DataInputView in, ClassLoader userCodeClassLoader)
        throws IOException {
      componentClass = SnapshotClasses.read(in, userCodeClassLoader);
    }

    @Override
    protected boolean isOuterSnapshotCompatible(GenericArraySerializer<C> newSerializer) {
      return componentClass == newSerializer.componentClass;
    }
  }
}
