// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.typeinfo;

import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.job.SerializerConfig;
import io.flyshuttle.core.serialize.composite.PojoSerializer;
import io.flyshuttle.core.serialize.composite.RecordFieldAccess;
import io.flyshuttle.core.serialize.kryo.KryoSerializer;
import io.flyshuttle.core.type.CompositeType;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.type.TypeSerializer;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A class with public fields, or fields with getters and setters. Fields are ordered by name.
 *
 * @param <T> the class
 */
public class PojoTypeInfo<T> extends CompositeType<T> {
  private static final long serialVersionUID = 1L;

  private final PojoField[] fields;
  private final int totalFields;

  public PojoTypeInfo(Class<T> typeClass, List<PojoField> fields) {
    super(typeClass);
    if (!Modifier.isPublic(typeClass.getModifiers())) {
      throw new IllegalArgumentException(typeClass.getName() + " is not public, so it is no POJO");
    }
    this.fields =
        fields.stream()
            .sorted(Comparator.comparing(f -> f.getField().getName()))
            .toArray(PojoField[]::new);
    this.totalFields = fields.stream().mapToInt(f -> f.getTypeInformation().getTotalFields()).sum();
  }

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isTupleType() {
    return false;
  }

  @Override
  public int getArity() {
    return fields.length;
  }

  @Override
  public int getTotalFields() {
    return totalFields;
  }

  @Override
  public boolean isSortKeyType() {
    // Flat fields can be sorted by one by one; whole objects have no order of their own.
    return false;
  }

  /** The field at a position. */
  public PojoField getPojoFieldAt(int pos) {
    if (pos < 0 || pos >= fields.length) {
      throw new IndexOutOfBoundsException(
          "field " + pos + " of " + this + ", which has " + fields.length);
    }
    return fields[pos];
  }

  @Override
  public void getFlatFields(String fieldExpression, int offset, List<FlatFieldDescriptor> result) {
    FieldExpressions.flatFields(this, fieldExpression, offset, result);
  }

  @Override
  public <X> TypeInformation<X> getTypeAt(String fieldExpression) {
    return FieldExpressions.typeAt(this, fieldExpression);
  }

  @Override
  @SuppressWarnings("unchecked")
  public <X> TypeInformation<X> getTypeAt(int pos) {
    return (TypeInformation<X>) getPojoFieldAt(pos).getTypeInformation();
  }

  @Override
  public String[] getFieldNames() {
    return Arrays.stream(fields).map(f -> f.getField().getName()).toArray(String[]::new);
  }

  @Override
  public int getFieldIndex(String fieldName) {
    for (int i = 0; i < fields.length; i++) {
      if (fields[i].getField().getName().equals(fieldName)) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public TypeSerializer<T> createSerializer(SerializerConfig config) {
    if (config.isForceKryoEnabled()) {
      return new KryoSerializer<>(getTypeClass(), config);
    }
    return createPojoSerializer(config);
  }

  /** A serializer by fields, whatever the configuration says. */
  public PojoSerializer<T> createPojoSerializer(SerializerConfig config) {
    TypeSerializer<?>[] serializers = new TypeSerializer<?>[fields.length];
    for (int i = 0; i < fields.length; i++) {
      serializers[i] = fields[i].getTypeInformation().createSerializer(config);
    }
    return new PojoSerializer<>(getTypeClass(), serializers, reflectedFields(), config);
  }

  /** A serializer by fields, whatever the configuration says. */
  public PojoSerializer<T> createPojoSerializer(ExecutionConfig config) {
    return createPojoSerializer(config.getSerializerConfig());
  }

  private Field[] reflectedFields() {
    return Arrays.stream(fields).map(PojoField::getField).toArray(Field[]::new);
  }

  @Override
  protected TypeComparatorBuilder<T> createTypeComparatorBuilder() {
    return new FieldsComparatorBuilder<>(
        this,
        new RecordFieldAccess<>(getTypeClass(), reflectedFields()),
        null,
        UnaryOperator.identity());
  }

  @Override
  public boolean canEqual(Object obj) {
    return obj instanceof PojoTypeInfo;
  }

  @Override
  public boolean equals(Object obj) {
    return obj instanceof PojoTypeInfo<?> other
        && other.canEqual(this)
        && super.equals(other)
        && Arrays.equals(fields, other.fields);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(fields) + super.hashCode();
  }

  @Override
  public String toString() {
    StringBuilder text =
        new StringBuilder("PojoType<").append(getTypeClass().getName()).append(", fields = [");
    for (int i = 0; i < fields.length; i++) {
      text.append(i == 0 ? "" : ", ")
          .append(fields[i].getField().getName())
          .append(": ")
          .append(fields[i].getTypeInformation());
    }
    return text.append("]>").toString();
  }

  /** A flat field that knows its name. */
  public static class NamedFlatFieldDescriptor extends FlatFieldDescriptor {
    private final String fieldName;

    public NamedFlatFieldDescriptor(String name, int keyPosition, TypeInformation<?> type) {
      super(keyPosition, type);
      this.fieldName = name;
    }

    public String getFieldName() {
      return fieldName;
    }

    @Override
    public String toString() {
      return "NamedFlatFieldDescriptor [name="
          + fieldName
          + " position="
          + getPosition()
          + " typeInfo="
          + getType()
          + "]";
    }
  }
}
