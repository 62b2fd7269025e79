// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.typeinfo;

import io.flyshuttle.core.job.SerializerConfig;
import io.flyshuttle.core.serialize.array.GenericArraySerializer;
import io.flyshuttle.core.serialize.array.StringArraySerializer;
import io.flyshuttle.core.type.InvalidTypesException;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.type.TypeSerializer;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Arrays of boxed primitives and strings. Elements may be null.
 *
 * @param <T> class of the arrays
 * @param <C> class of the elements
 */
public final class BasicArrayTypeInfo<T, C> extends TypeInformation<T> {
  private static final long serialVersionUID = 1L;

  public static final BasicArrayTypeInfo<String[], String> STRING_ARRAY_TYPE_INFO =
      new BasicArrayTypeInfo<>(String[].class, BasicTypeInfo.STRING_TYPE_INFO);
  public static final BasicArrayTypeInfo<Boolean[], Boolean> BOOLEAN_ARRAY_TYPE_INFO =
      new BasicArrayTypeInfo<>(Boolean[].class, BasicTypeInfo.BOOLEAN_TYPE_INFO);
  public static final BasicArrayTypeInfo<Byte[], Byte> BYTE_ARRAY_TYPE_INFO =
      new BasicArrayTypeInfo<>(Byte[].class, BasicTypeInfo.BYTE_TYPE_INFO);
  public static final BasicArrayTypeInfo<Short[], Short> SHORT_ARRAY_TYPE_INFO =
      new BasicArrayTypeInfo<>(Short[].class, BasicTypeInfo.SHORT_TYPE_INFO);
  public static final BasicArrayTypeInfo<Integer[], Integer> INT_ARRAY_TYPE_INFO =
      new BasicArrayTypeInfo<>(Integer[].class, BasicTypeInfo.INT_TYPE_INFO);
  public static final BasicArrayTypeInfo<Long[], Long> LONG_ARRAY_TYPE_INFO =
      new BasicArrayTypeInfo<>(Long[].class, BasicTypeInfo.LONG_TYPE_INFO);
  public static final BasicArrayTypeInfo<Float[], Float> FLOAT_ARRAY_TYPE_INFO =
      new BasicArrayTypeInfo<>(Float[].class, BasicTypeInfo.FLOAT_TYPE_INFO);
  public static final BasicArrayTypeInfo<Double[], Double> DOUBLE_ARRAY_TYPE_INFO =
      new BasicArrayTypeInfo<>(Double[].class, BasicTypeInfo.DOUBLE_TYPE_INFO);
  public static final BasicArrayTypeInfo<Character[], Character> CHAR_ARRAY_TYPE_INFO =
      new BasicArrayTypeInfo<>(Character[].class, BasicTypeInfo.CHAR_TYPE_INFO);

  private static final Map<Class<?>, BasicArrayTypeInfo<?, ?>> BY_CLASS =
      Stream.of(
              STRING_ARRAY_TYPE_INFO,
              BOOLEAN_ARRAY_TYPE_INFO,
              BYTE_ARRAY_TYPE_INFO,
              SHORT_ARRAY_TYPE_INFO,
              INT_ARRAY_TYPE_INFO,
              LONG_ARRAY_TYPE_INFO,
              FLOAT_ARRAY_TYPE_INFO,
              DOUBLE_ARRAY_TYPE_INFO,
              CHAR_ARRAY_TYPE_INFO)
          .collect(Collectors.toMap(BasicArrayTypeInfo::getTypeClass, Function.identity()));

  private final Class<T> arrayClass;
  private final TypeInformation<C> componentInfo;

  private BasicArrayTypeInfo(Class<T> arrayClass, BasicTypeInfo<C> componentInfo) {
    this.arrayClass = arrayClass;
    this.componentInfo = componentInfo;
  }

  /** The description of a class of arrays; null if its elements are not of a basic type. */
  @SuppressWarnings("unchecked")
  public static <X, C> BasicArrayTypeInfo<X, C> getInfoFor(Class<X> type) {
    if (!type.isArray()) {
      throw new InvalidTypesException(type.getName() + " is not a class of arrays.");
    }
    return (BasicArrayTypeInfo<X, C>) BY_CLASS.get(type);
  }

  /** The class of the elements. */
  public Class<C> getComponentTypeClass() {
    return componentInfo.getTypeClass();
  }

  /** The type of the elements. */
  public TypeInformation<C> getComponentInfo() {
    return componentInfo;
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
    return false;
  }

  @Override
  @SuppressWarnings("unchecked")
  public TypeSerializer<T> createSerializer(SerializerConfig config) {
    if (arrayClass == String[].class) {
      return (TypeSerializer<T>) StringArraySerializer.INSTANCE;
    }
    return (TypeSerializer<T>)
        (TypeSerializer<?>)
            new GenericArraySerializer<>(
                componentInfo.getTypeClass(), componentInfo.createSerializer(config));
  }

  @Override
  public boolean canEqual(Object obj) {
    return obj instanceof BasicArrayTypeInfo;
  }

  @Override
  public boolean equals(Object obj) {
    return obj instanceof BasicArrayTypeInfo<?, ?> other
        && other.canEqual(this)
        && arrayClass == other.arrayClass;
  }

  @Override
  public int hashCode() {
    return arrayClass.hashCode();
  }

  @Override
  public String toString() {
    return getClass().getSimpleName() + "<" + componentInfo + ">";
  }
}
