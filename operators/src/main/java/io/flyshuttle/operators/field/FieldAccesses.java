// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.field;

import io.flyshuttle.core.job.InvalidProgramException;
import io.flyshuttle.core.tuple.Tuple;
import io.flyshuttle.core.type.CompositeType;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.typeinfo.BasicArrayTypeInfo;
import io.flyshuttle.core.typeinfo.PrimitiveArrayTypeInfo;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Finds the fields that positions and expressions name. */
public final class FieldAccesses {
  private FieldAccesses() {}

  /**
   * The field at a position: of a tuple or an array; position 0 of any other type is the record
   * itself.
   *
   * @throws InvalidProgramException if there is no such field
   */
  @SuppressWarnings("unchecked")
  public static <R, F> FieldAccess<R, F> at(TypeInformation<R> type, int position) {
    if (type instanceof BasicArrayTypeInfo || type instanceof PrimitiveArrayTypeInfo) {
      return (FieldAccess<R, F>) new ArrayElement(position, elementType(type));
    }
    if (type.isTupleType()) {
      if (position < 0 || position >= type.getArity()) {
        throw new InvalidProgramException(
            "field position "
                + position
                + " is out of range: "
                + type
                + " has positions 0 to "
                + (type.getArity() - 1));
      }
      return (FieldAccess<R, F>) step((CompositeType<?>) type, position);
    }
    if (type instanceof CompositeType<?> composite) {
      throw new InvalidProgramException(
          "positions name fields of tuples and arrays only, and the type is "
              + type
              + "; name the field: "
              + String.join(", ", composite.getFieldNames()));
    }
    if (position != 0) {
      throw new InvalidProgramException(
          "field position " + position + " does not exist: " + type + " has position 0 only");
    }
    return (FieldAccess<R, F>) new Whole<>(type);
  }

  /**
   * The field that an expression names: {@code "f0"}, {@code "address.street"}, {@code "2"}, or
   * {@code "*"} for the record itself.
   *
   * @throws InvalidProgramException if there is no such field
   */
  @SuppressWarnings("unchecked")
  public static <R, F> FieldAccess<R, F> named(TypeInformation<R> type, String expression) {
    String name = expression.strip();
    if (name.equals("*") || name.equals("_")) {
      return (FieldAccess<R, F>) new Whole<>(type);
    }
    int dot = name.indexOf('.');
    String first = dot < 0 ? name : name.substring(0, dot);
    FieldAccess<R, Object> access;
    if (type instanceof CompositeType<?> composite) {
      int index = indexOf(composite, first);
      access = (FieldAccess<R, Object>) step(composite, index);
    } else if (first.chars().allMatch(Character::isDigit)) {
      access = at(type, Integer.parseInt(first));
    } else {
      throw new InvalidProgramException(
          "\"" + expression + "\" names a field, but " + type + " has none; use \"*\"");
    }
    if (dot < 0) {
      return (FieldAccess<R, F>) access;
    }
    FieldAccess<Object, F> rest = named(access.type(), name.substring(dot + 1));
    return new Nested<>(access, rest);
  }

  /** All fields under a field that are not composite themselves. */
  static void flatten(FieldAccess<Object, Object> access, List<FieldAccess<Object, Object>> flat) {
    if (access.type() instanceof CompositeType<?> composite) {
      for (int i = 0; i < composite.getArity(); i++) {
        flatten(new Nested<>(access, step(composite, i)), flat);
      }
    } else {
      flat.add(access);
    }
  }

  private static int indexOf(CompositeType<?> type, String name) {
    int index = type.getFieldIndex(name);
    if (index < 0 && !name.isEmpty() && name.chars().allMatch(Character::isDigit)) {
      index = Integer.parseInt(name);
    }
    if (index < 0 || index >= type.getArity()) {
      throw new InvalidProgramException(
          "\""
              + name
              + "\" names no field of "
              + type
              + ", which has fields "
              + String.join(", ", type.getFieldNames()));
    }
    return index;
  }

  private static FieldAccess<Object, Object> step(CompositeType<?> type, int position) {
    TypeInformation<Object> fieldType = type.getTypeAt(position);
    Class<?> typeClass = type.getTypeClass();
    if (Tuple.class.isAssignableFrom(typeClass)) {
      return new TupleField(position, fieldType);
    }
    if (typeClass.isRecord()) {
      return new RecordField(typeClass, position, fieldType);
    }
    return new ObjectField(typeClass, type.getFieldNames()[position], fieldType);
  }

  @SuppressWarnings("unchecked")
  private static TypeInformation<Object> elementType(TypeInformation<?> type) {
    return (TypeInformation<Object>)
        TypeInformation.of(boxed(type.getTypeClass().getComponentType()));
  }

  private static Class<?> boxed(Class<?> type) {
    return Array.get(Array.newInstance(type, 1), 0) == null
        ? type
        : Array.get(Array.newInstance(type, 1), 0).getClass();
  }

  private record Whole<R>(TypeInformation<R> type) implements FieldAccess<R, R> {
    @Override
    public R get(R record) {
      return record;
    }

    @Override
    public R set(R record, R value) {
      return value;
    }
  }

  private record TupleField(int position, TypeInformation<Object> type)
      implements FieldAccess<Object, Object> {
    @Override
    public Object get(Object record) {
      return ((Tuple) record).getField(position);
    }

    @Override
    public Object set(Object record, Object value) {
      ((Tuple) record).setField(value, position);
      return record;
    }
  }

  private record ArrayElement(int position, TypeInformation<Object> type)
      implements FieldAccess<Object, Object> {
    @Override
    public Object get(Object record) {
      return Array.get(record, position);
    }

    @Override
    public Object set(Object record, Object value) {
      Array.set(record, position, value);
      return record;
    }
  }

  private record Nested<R, M, F>(FieldAccess<R, M> outer, FieldAccess<M, F> inner)
      implements FieldAccess<R, F> {
    @Override
    public F get(R record) {
      M middle = outer.get(record);
      return middle == null ? null : inner.get(middle);
    }

    @Override
    public R set(R record, F value) {
      M middle = outer.get(record);
      M changed = inner.set(middle, value);
      return changed == middle ? record : outer.set(record, changed);
    }

    @Override
    public TypeInformation<F> type() {
      return inner.type();
    }
  }

  /** A field of a POJO, by reflection. */
  private static final class ObjectField implements FieldAccess<Object, Object> {
    private static final long serialVersionUID = 1L;

    private final Class<?> owner;
    private final String name;
    private final TypeInformation<Object> type;
    private transient Field field;

    ObjectField(Class<?> owner, String name, TypeInformation<Object> type) {
      this.owner = owner;
      this.name = name;
      this.type = type;
      field();
    }

    private Field field() {
      if (field == null) {
        Field found = null;
        for (Class<?> c = owner; c != null && found == null; c = c.getSuperclass()) {
          found =
              Arrays.stream(c.getDeclaredFields())
                  .filter(f -> f.getName().equals(name))
                  .findFirst()
                  .orElse(null);
        }
        if (found == null || !found.trySetAccessible()) {
          throw new InvalidProgramException(
              "field " + name + " of " + owner.getName() + " cannot be accessed");
        }
        field = found;
      }
      return field;
    }

    @Override
    public Object get(Object record) {
      try {
        return field().get(record);
      } catch (IllegalAccessException e) {
        throw new IllegalStateException("accessible field refused access: " + field, e);
      }
    }

    @Override
    public Object set(Object record, Object value) {
      try {
        field().set(record, value);
      } catch (IllegalAccessException e) {
        throw new IllegalStateException("accessible field refused access: " + field, e);
      }
      return record;
    }

    @Override
    public TypeInformation<Object> type() {
      return type;
    }
  }

  /** A component of a Java record; writing makes a new record. */
  private static final class RecordField implements FieldAccess<Object, Object> {
    private static final long serialVersionUID = 1L;

    private final Class<?> owner;
    private final int position;
    private final TypeInformation<Object> type;
    private transient RecordComponent[] components;
    private transient Constructor<?> constructor;

    RecordField(Class<?> owner, int position, TypeInformation<Object> type) {
      this.owner = owner;
      this.position = position;
      this.type = type;
    }

    private RecordComponent[] components() {
      if (components == null) {
        components = owner.getRecordComponents();
        for (RecordComponent component : components) {
          component.getAccessor().setAccessible(true);
        }
      }
      return components;
    }

    private static Object read(RecordComponent component, Object record)
        throws ReflectiveOperationException {
      return component.getAccessor().invoke(record);
    }

    @Override
    public Object get(Object record) {
      try {
        return read(components()[position], record);
      } catch (ReflectiveOperationException e) {
        throw failed(e);
      }
    }

    @Override
    public Object set(Object record, Object value) {
      try {
        RecordComponent[] parts = components();
        List<Object> values = new ArrayList<>(parts.length);
        for (int i = 0; i < parts.length; i++) {
          values.add(i == position ? value : read(parts[i], record));
        }
        if (constructor == null) {
          Class<?>[] types =
              Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new);
          constructor = owner.getDeclaredConstructor(types);
          constructor.setAccessible(true);
        }
        return constructor.newInstance(values.toArray());
      } catch (ReflectiveOperationException e) {
        throw failed(e);
      }
    }

    private RuntimeException failed(ReflectiveOperationException e) {
      Throwable cause = e instanceof InvocationTargetException wrapped ? wrapped.getCause() : e;
      return new IllegalStateException("cannot access a record of " + owner.getName(), cause);
    }

    @Override
    public TypeInformation<Object> type() {
      return type;
    }
  }
}
