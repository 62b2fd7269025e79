// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.typeinfo;

import io.flyshuttle.core.job.SerializerConfig;
import io.flyshuttle.core.serialize.composite.JavaRecordSerializer;
import io.flyshuttle.core.serialize.composite.RecordFieldAccess;
import io.flyshuttle.core.type.CompositeType;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.type.TypeSerializer;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A Java record. Components can be named in field expressions, and keep their order.
 *
 * @param <T> the record class
 */
public final class JavaRecordTypeInfo<T> extends CompositeType<T> {
  private static final long serialVersionUID = 1L;

  private final String[] names;
  private final TypeInformation<?>[] types;

  /**
   * @param types in the order of the components
   */
  public JavaRecordTypeInfo(Class<T> recordClass, TypeInformation<?>... types) {
    super(recordClass);
    if (!recordClass.isRecord()) {
      throw new IllegalArgumentException(recordClass.getName() + " is not a record class");
    }
    this.names =
        Arrays.stream(recordClass.getRecordComponents())
            .map(RecordComponent::getName)
            .toArray(String[]::new);
    if (types.length != names.length) {
      throw new IllegalArgumentException(
          recordClass.getName() + " has " + names.length + " components, not " + types.length);
    }
    this.types = types.clone();
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
    return types.length;
  }

  @Override
  public int getTotalFields() {
    int sum = 0;
    for (TypeInformation<?> type : types) {
      sum += type.getTotalFields();
    }
    return Math.max(sum, 1);
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
    return (TypeInformation<X>) types[pos];
  }

  @Override
  public String[] getFieldNames() {
    return names.clone();
  }

  @Override
  public int getFieldIndex(String fieldName) {
    return Arrays.asList(names).indexOf(fieldName);
  }

  @Override
  public boolean hasDeterministicFieldOrder() {
    return true;
  }

  @Override
  public TypeSerializer<T> createSerializer(SerializerConfig config) {
    TypeSerializer<?>[] serializers = new TypeSerializer<?>[types.length];
    for (int i = 0; i < types.length; i++) {
      serializers[i] = types[i].createSerializer(config);
    }
    return new JavaRecordSerializer<>(getTypeClass(), serializers);
  }

  @Override
  protected TypeComparatorBuilder<T> createTypeComparatorBuilder() {
    Field[] fields = new Field[names.length];
    for (int i = 0; i < names.length; i++) {
      try {
        fields[i] = getTypeClass().getDeclaredField(names[i]);
      } catch (NoSuchFieldException e) {
        throw new IllegalStateException(e);
      }
    }
    return new FieldsComparatorBuilder<>(
        this, new RecordFieldAccess<>(getTypeClass(), fields), null, UnaryOperator.identity());
  }

  @Override
  public boolean canEqual(Object obj) {
    return obj instanceof JavaRecordTypeInfo;
  }

  @Override
  public boolean equals(Object obj) {
    return obj instanceof JavaRecordTypeInfo<?> other
        && super.equals(other)
        && Arrays.equals(types, other.types);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(types) + super.hashCode();
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(getTypeClass().getName()).append('(');
    for (int i = 0; i < names.length; i++) {
      text.append(i == 0 ? "" : ", ").append(names[i]).append(": ").append(types[i]);
    }
    return text.append(')').toString();
  }
}
