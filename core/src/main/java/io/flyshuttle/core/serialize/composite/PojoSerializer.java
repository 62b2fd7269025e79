// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.composite;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.job.SerializerConfig;
import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.serialize.composite.RecordLayout.FieldName;
import io.flyshuttle.core.type.TypeExtraction;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.core.type.TypeSerializerSnapshot;
import io.flyshuttle.core.value.VarInt;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Writes objects with fields, which may be null as may the object itself.
 *
 * <pre>
 *   header: variable-length number     content
 *   0                                   null
 *   1                                   the fields
 *   2                                   an instance of a subclass: its name, then as its serializer
 *                                       writes it
 *   3 + n                               an instance of the n-th registered subclass, as its
 *                                       serializer writes it
 * </pre>
 *
 * @param <T> the class
 */
public final class PojoSerializer<T> extends TypeSerializer<T> {
  private static final long serialVersionUID = 1L;

  private static final int NULL = 0;
  private static final int EXACT = 1;
  private static final int NAMED_SUBCLASS = 2;
  private static final int FIRST_REGISTERED = 3;

  private final RecordLayout layout;
  private final TypeSerializer<?>[] fieldSerializers;
  private final List<Class<?>> registeredSubclasses;
  private final SerializerConfig config;

  private transient AdaptiveCodec codec;
  private transient Map<Class<?>, TypeSerializer<Object>> subclassSerializers;
  private transient Map<String, Class<?>> subclassesByName;
  private transient ClassLoader loader;

  /**
   * @param fields the fields, in order
   * @param fieldSerializers in the order of the fields
   * @param config names registered subclasses, and describes how others are serialized
   */
  public PojoSerializer(
      Class<T> type,
      TypeSerializer<?>[] fieldSerializers,
      Field[] fields,
      SerializerConfig config) {
    this(
        new RecordLayout(type, Arrays.stream(fields).map(FieldName::of).toList(), true),
        fieldSerializers,
        registered(type, config),
        config);
  }

  PojoSerializer(
      RecordLayout layout,
      TypeSerializer<?>[] fieldSerializers,
      List<Class<?>> registeredSubclasses,
      SerializerConfig config) {
    this.layout = layout;
    this.fieldSerializers = fieldSerializers.clone();
    this.registeredSubclasses = registeredSubclasses;
    this.config = Objects.requireNonNull(config);
  }

  private static List<Class<?>> registered(Class<?> type, SerializerConfig config) {
    List<Class<?>> subclasses = new ArrayList<>();
    for (Class<?> registered : config.getRegisteredPojoTypes()) {
      if (registered != type && type.isAssignableFrom(registered)) {
        subclasses.add(registered);
      }
    }
    return List.copyOf(subclasses);
  }

  private AdaptiveCodec codec() {
    if (codec == null) {
      codec = new AdaptiveCodec(layout, fieldSerializers);
    }
    return codec;
  }

  /** The class. */
  @SuppressWarnings("unchecked")
  public Class<T> getPojoClass() {
    return (Class<T>) layout.type();
  }

  RecordLayout layout() {
    return layout;
  }

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public PojoSerializer<T> duplicate() {
    return new PojoSerializer<>(
        layout, Fields.duplicate(fieldSerializers), registeredSubclasses, config);
  }

  @Override
  @SuppressWarnings("unchecked")
  public T createInstance() {
    if (Modifier.isAbstract(layout.type().getModifiers())) {
      return null;
    }
    try {
      Constructor<?> constructor = layout.findConstructor();
      return (T) constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make a " + layout.type().getName(), e);
    }
  }

  @Override
  @SuppressWarnings("unchecked")
  public T copy(T from) {
    if (from == null) {
      return null;
    }
    return (T)
        (from.getClass() == layout.type()
            ? codec().copy(from)
            : subclassSerializer(from.getClass()).copy(from));
  }

  @Override
  @SuppressWarnings("unchecked")
  public T copy(T from, T reuse) {
    if (from == null
        || reuse == null
        || from.getClass() != layout.type()
        || reuse.getClass() != layout.type()) {
      return copy(from);
    }
    return (T) codec().copyInto(from, reuse);
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(T record, DataOutputView target) throws IOException {
    if (record == null) {
      target.writeByte(NULL);
    } else if (record.getClass() == layout.type()) {
      target.writeByte(EXACT);
      codec().write(record, target);
    } else {
      serializeSubclass(record, target);
    }
  }

  private void serializeSubclass(Object record, DataOutputView target) throws IOException {
    Class<?> subclass = record.getClass();
    int tag = registeredSubclasses.indexOf(subclass);
    if (tag >= 0) {
      VarInt.write(FIRST_REGISTERED + tag, target);
    } else {
      target.writeByte(NAMED_SUBCLASS);
      target.writeUTF(subclass.getName());
    }
    subclassSerializer(subclass).serialize(record, target);
  }

  @SuppressWarnings("unchecked")
  private TypeSerializer<Object> subclassSerializer(Class<?> subclass) {
    if (subclassSerializers == null) {
      subclassSerializers = new HashMap<>();
    }
    TypeSerializer<Object> known = subclassSerializers.get(subclass);
    if (known == null) {
      known =
          (TypeSerializer<Object>)
              TypeExtraction.current().ofClass(subclass).createSerializer(config);
      subclassSerializers.put(subclass, known);
    }
    return known;
  }

  private Class<?> subclass(int header, String name) {
    if (header >= FIRST_REGISTERED) {
      return registeredSubclasses.get(header - FIRST_REGISTERED);
    }
    if (subclassesByName == null) {
      subclassesByName = new HashMap<>();
      ClassLoader context = Thread.currentThread().getContextClassLoader();
      loader = context != null ? context : layout.type().getClassLoader();
    }
    return subclassesByName.computeIfAbsent(name, this::findSubclass);
  }

  private Class<?> findSubclass(String name) {
    try {
      return Class.forName(name, false, loader).asSubclass(layout.type());
    } catch (ClassNotFoundException | ClassCastException e) {
      throw new FlyshuttleException(
          ErrorCode.CLASS_NOT_FOUND,
          "A record is of "
              + name
              + ", which is not on the class path as a subclass of "
              + layout.type().getName()
              + ".",
          e);
    }
  }

  @Override
  @SuppressWarnings("unchecked")
  public T deserialize(DataInputView source) throws IOException {
    int header = VarInt.read(source);
    if (header == EXACT) {
      return (T) codec().read(source);
    }
    return header == NULL ? null : deserializeSubclass(header, source);
  }

  @SuppressWarnings("unchecked")
  private T deserializeSubclass(int header, DataInputView source) throws IOException {
    String name = header == NAMED_SUBCLASS ? source.readUTF() : null;
    return (T) subclassSerializer(subclass(header, name)).deserialize(source);
  }

  @Override
  @SuppressWarnings("unchecked")
  public T deserialize(T reuse, DataInputView source) throws IOException {
    if (reuse == null || reuse.getClass() != layout.type()) {
      return deserialize(source);
    }
    int header = VarInt.read(source);
    if (header == EXACT) {
      return (T) codec().readInto(reuse, source);
    }
    return header == NULL ? null : deserializeSubclass(header, source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    int header = VarInt.read(source);
    VarInt.write(header, target);
    if (header == EXACT) {
      codec().copyBytes(source, target);
    } else if (header != NULL) {
      String name = null;
      if (header == NAMED_SUBCLASS) {
        name = source.readUTF();
        target.writeUTF(name);
      }
      subclassSerializer(subclass(header, name)).copy(source, target);
    }
  }

  @Override
  public boolean equals(Object obj) {
    return obj instanceof PojoSerializer<?> other
        && layout.equals(other.layout)
        && registeredSubclasses.equals(other.registeredSubclasses)
        && Arrays.equals(fieldSerializers, other.fieldSerializers);
  }

  @Override
  public int hashCode() {
    return 31 * layout.hashCode() + Arrays.hashCode(fieldSerializers);
  }

  @Override
  public TypeSerializerSnapshot<T> snapshotConfiguration() {
    List<TypeSerializer<?>> subclasses = new ArrayList<>();
    for (Class<?> subclass : registeredSubclasses) {
      subclasses.add(subclassSerializer(subclass));
    }
    return new FieldsSnapshot<>(layout, fieldSerializers, registeredSubclasses, subclasses);
  }
}
