// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.typeinfo;

import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.job.SerializerConfig;
import io.flyshuttle.core.serialize.array.BooleanPrimitiveArraySerializer;
import io.flyshuttle.core.serialize.array.BytePrimitiveArraySerializer;
import io.flyshuttle.core.serialize.array.CharPrimitiveArraySerializer;
import io.flyshuttle.core.serialize.array.DoublePrimitiveArraySerializer;
import io.flyshuttle.core.serialize.array.FloatPrimitiveArraySerializer;
import io.flyshuttle.core.serialize.array.IntPrimitiveArraySerializer;
import io.flyshuttle.core.serialize.array.LongPrimitiveArraySerializer;
import io.flyshuttle.core.serialize.array.ShortPrimitiveArraySerializer;
import io.flyshuttle.core.serialize.compare.PrimitiveArrayComparator;
import io.flyshuttle.core.type.AtomicType;
import io.flyshuttle.core.type.InvalidTypesException;
import io.flyshuttle.core.type.TypeComparator;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.type.TypeSerializer;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Arrays of primitives. As keys they are compared element by element.
 *
 * @param <T> class of the arrays
 */
public class PrimitiveArrayTypeInfo<T> extends TypeInformation<T> implements AtomicType<T> {
  private static final long serialVersionUID = 1L;

  public static final PrimitiveArrayTypeInfo<boolean[]> BOOLEAN_PRIMITIVE_ARRAY_TYPE_INFO =
      new PrimitiveArrayTypeInfo<>(boolean[].class, BooleanPrimitiveArraySerializer.INSTANCE);
  public static final PrimitiveArrayTypeInfo<byte[]> BYTE_PRIMITIVE_ARRAY_TYPE_INFO =
      new PrimitiveArrayTypeInfo<>(byte[].class, BytePrimitiveArraySerializer.INSTANCE);
  public static final PrimitiveArrayTypeInfo<short[]> SHORT_PRIMITIVE_ARRAY_TYPE_INFO =
      new PrimitiveArrayTypeInfo<>(short[].class, ShortPrimitiveArraySerializer.INSTANCE);
  public static final PrimitiveArrayTypeInfo<int[]> INT_PRIMITIVE_ARRAY_TYPE_INFO =
      new PrimitiveArrayTypeInfo<>(int[].class, IntPrimitiveArraySerializer.INSTANCE);
  public static final PrimitiveArrayTypeInfo<long[]> LONG_PRIMITIVE_ARRAY_TYPE_INFO =
      new PrimitiveArrayTypeInfo<>(long[].class, LongPrimitiveArraySerializer.INSTANCE);
  public static final PrimitiveArrayTypeInfo<float[]> FLOAT_PRIMITIVE_ARRAY_TYPE_INFO =
      new PrimitiveArrayTypeInfo<>(float[].class, FloatPrimitiveArraySerializer.INSTANCE);
  public static final PrimitiveArrayTypeInfo<double[]> DOUBLE_PRIMITIVE_ARRAY_TYPE_INFO =
      new PrimitiveArrayTypeInfo<>(double[].class, DoublePrimitiveArraySerializer.INSTANCE);
  public static final PrimitiveArrayTypeInfo<char[]> CHAR_PRIMITIVE_ARRAY_TYPE_INFO =
      new PrimitiveArrayTypeInfo<>(char[].class, CharPrimitiveArraySerializer.INSTANCE);

  private static final Map<Class<?>, PrimitiveArrayTypeInfo<?>> BY_CLASS =
      Stream.of(
              BOOLEAN_PRIMITIVE_ARRAY_TYPE_INFO,
              BYTE_PRIMITIVE_ARRAY_TYPE_INFO,
              SHORT_PRIMITIVE_ARRAY_TYPE_INFO,
              INT_PRIMITIVE_ARRAY_TYPE_INFO,
              LONG_PRIMITIVE_ARRAY_TYPE_INFO,
              FLOAT_PRIMITIVE_ARRAY_TYPE_INFO,
              DOUBLE_PRIMITIVE_ARRAY_TYPE_INFO,
              CHAR_PRIMITIVE_ARRAY_TYPE_INFO)
          .collect(Collectors.toMap(PrimitiveArrayTypeInfo::getTypeClass, Function.identity()));

  private final Class<T> arrayClass;
  private final TypeSerializer<T> serializer;

  private PrimitiveArrayTypeInfo(Class<T> arrayClass, TypeSerializer<T> serializer) {
    this.arrayClass = arrayClass;
    this.serializer = serializer;
  }

  /** The description of a class of arrays; null if its elements are not primitive. */
  @SuppressWarnings("unchecked")
  public static <X> PrimitiveArrayTypeInfo<X> getInfoFor(Class<X> type) {
    if (!type.isArray()) {
      throw new InvalidTypesException(type.getName() + " is not a class of arrays.");
    }
    return (PrimitiveArrayTypeInfo<X>) BY_CLASS.get(type);
  }

  /** The primitive class of the elements. */
  public Class<?> getComponentClass() {
    return arrayClass.getComponentType();
  }

  /** The type of the elements. */
  public TypeInformation<?> getComponentType() {
    return BasicTypeInfo.getInfoFor(getComponentClass());
  }

  @Override
  public TypeComparator<T> createComparator(
      boolean sortOrderAscending, ExecutionConfig executionConfig) {
    return new PrimitiveArrayComparator<>(sortOrderAscending, serializer);
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
    return 1;
  }

  @Override
  public int getTotalFields() {
    return 1;
  }

  @Override
  public Class<T> getTypeClass() {
    return arrayClass;
  }

  @Override
  public boolean isKeyType() {
    return true;
  }

  @Override
  public TypeSerializer<T> createSerializer(SerializerConfig config) {
    return serializer;
  }

  @Override
  public boolean canEqual(Object obj) {
    return obj instanceof PrimitiveArrayTypeInfo;
  }

  @Override
  public boolean equals(Object obj) {
    return obj instanceof PrimitiveArrayTypeInfo<?> other
        && other.canEqual(this)
        && arrayClass == other.arrayClass;
  }

  @Override
  public int hashCode() {
    return arrayClass.hashCode();
  }

  @Override
  public String toString() {
    return arrayClass.getComponentType().getName() + "[]";
  }
}
