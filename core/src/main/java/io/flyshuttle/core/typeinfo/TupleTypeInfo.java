// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.typeinfo;

import io.flyshuttle.core.job.SerializerConfig;
import io.flyshuttle.core.serialize.composite.Tuple0Serializer;
import io.flyshuttle.core.serialize.composite.TupleAccess;
import io.flyshuttle.core.serialize.composite.TupleSerializer;
import io.flyshuttle.core.tuple.Tuple;
import io.flyshuttle.core.tuple.Tuple0;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.type.TypeSerializer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Tuples, and classes that extend them without fields of their own.
 *
 * @param <T> the class of the tuples
 */
public final class TupleTypeInfo<T extends Tuple> extends TupleTypeInfoBase<T> {
  private static final long serialVersionUID = 1L;

  /** Names of the fields: f0, f1, … */
  protected final String[] fieldNames;

  /** Tuples of the class for that number of fields. */
  @SuppressWarnings("unchecked")
  public TupleTypeInfo(TypeInformation<?>... types) {
    this((Class<T>) Tuple.getTupleClass(types.length), types);
  }

  public TupleTypeInfo(Class<T> tupleType, TypeInformation<?>... types) {
    super(tupleType, types);
    if (types.length > Tuple.MAX_ARITY) {
      throw new IllegalArgumentException(
          "a tuple has at most " + Tuple.MAX_ARITY + " fields, not " + types.length);
    }
    if (types.length == 0 && tupleType != Tuple0.class) {
      throw new IllegalArgumentException(tupleType.getName() + " has fields; name their types");
    }
    this.fieldNames = new String[types.length];
    for (int i = 0; i < types.length; i++) {
      fieldNames[i] = "f" + i;
    }
  }

  /** A tuple of basic types, given by their classes. */
  public static <X extends Tuple> TupleTypeInfo<X> getBasicTupleTypeInfo(Class<?>... basicTypes) {
    return ofClasses(basicTypes, false);
  }

  /** A tuple of basic types and value types, given by their classes. */
  public static <X extends Tuple> TupleTypeInfo<X> getBasicAndBasicValueTupleTypeInfo(
      Class<?>... basicTypes) {
    return ofClasses(basicTypes, true);
  }

  private static <X extends Tuple> TupleTypeInfo<X> ofClasses(
      Class<?>[] classes, boolean valuesToo) {
    TypeInformation<?>[] infos = new TypeInformation<?>[classes.length];
    for (int i = 0; i < classes.length; i++) {
      Class<?> type = classes[i];
      if (type == null) {
        throw new IllegalArgumentException("the type of field " + i + " is null");
      }
      infos[i] = BasicTypeInfo.getInfoFor(type);
      if (infos[i] == null && valuesToo) {
        infos[i] = ValueTypeInfo.getBasicInfoFor(type);
      }
      if (infos[i] == null) {
        throw new IllegalArgumentException(
            "the type of field " + i + ", " + type.getName() + ", is not a basic type");
      }
    }
    return new TupleTypeInfo<>(infos);
  }

  @Override
  public String[] getFieldNames() {
    return fieldNames;
  }

  @Override
  public int getFieldIndex(String fieldName) {
    for (int i = 0; i < fieldNames.length; i++) {
      if (fieldNames[i].equals(fieldName)) {
        return i;
      }
    }
    return -1;
  }

  @Override
  @SuppressWarnings("unchecked")
  public TypeSerializer<T> createSerializer(SerializerConfig config) {
    if (getTypeClass() == Tuple0.class) {
      return (TypeSerializer<T>) Tuple0Serializer.INSTANCE;
    }
    TypeSerializer<?>[] serializers = new TypeSerializer<?>[types.length];
    for (int i = 0; i < types.length; i++) {
      serializers[i] = types[i].createSerializer(config);
    }
    return new TupleSerializer<>(getTypeClass(), serializers);
  }

  @Override
  protected TypeComparatorBuilder<T> createTypeComparatorBuilder() {
    return new FieldsComparatorBuilder<>(
        this, TupleAccess.forTuples(), types, UnaryOperator.identity());
  }

  @Override
  public Map<String, TypeInformation<?>> getGenericParameters() {
    Map<String, TypeInformation<?>> parameters = new LinkedHashMap<>();
    for (int i = 0; i < types.length; i++) {
      parameters.put("T" + i, types[i]);
    }
    return parameters;
  }

  @Override
  public boolean canEqual(Object obj) {
    return obj instanceof TupleTypeInfo;
  }

  @Override
  public boolean equals(Object obj) {
    return obj instanceof TupleTypeInfo<?> other && other.canEqual(this) && super.equals(other);
  }

  @Override
  public int hashCode() {
    return super.hashCode();
  }

  @Override
  public String toString() {
    return "Java " + super.toString();
  }
}
