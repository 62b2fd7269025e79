// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.typeinfo;

import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.job.SerializerConfig;
import io.flyshuttle.core.serialize.basic.BigDecSerializer;
import io.flyshuttle.core.serialize.basic.BigIntSerializer;
import io.flyshuttle.core.serialize.basic.BooleanSerializer;
import io.flyshuttle.core.serialize.basic.ByteSerializer;
import io.flyshuttle.core.serialize.basic.CharSerializer;
import io.flyshuttle.core.serialize.basic.DateSerializer;
import io.flyshuttle.core.serialize.basic.DoubleSerializer;
import io.flyshuttle.core.serialize.basic.FloatSerializer;
import io.flyshuttle.core.serialize.basic.InstantSerializer;
import io.flyshuttle.core.serialize.basic.IntSerializer;
import io.flyshuttle.core.serialize.basic.LongSerializer;
import io.flyshuttle.core.serialize.basic.ShortSerializer;
import io.flyshuttle.core.serialize.basic.StringSerializer;
import io.flyshuttle.core.serialize.basic.VoidSerializer;
import io.flyshuttle.core.serialize.compare.BigDecComparator;
import io.flyshuttle.core.serialize.compare.BigIntComparator;
import io.flyshuttle.core.serialize.compare.BooleanComparator;
import io.flyshuttle.core.serialize.compare.ByteComparator;
import io.flyshuttle.core.serialize.compare.CharComparator;
import io.flyshuttle.core.serialize.compare.DateComparator;
import io.flyshuttle.core.serialize.compare.DoubleComparator;
import io.flyshuttle.core.serialize.compare.FloatComparator;
import io.flyshuttle.core.serialize.compare.InstantComparator;
import io.flyshuttle.core.serialize.compare.IntComparator;
import io.flyshuttle.core.serialize.compare.LongComparator;
import io.flyshuttle.core.serialize.compare.ShortComparator;
import io.flyshuttle.core.serialize.compare.StringComparator;
import io.flyshuttle.core.type.AtomicType;
import io.flyshuttle.core.type.InvalidTypesException;
import io.flyshuttle.core.type.TypeComparator;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.type.TypeSerializer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Primitives (as their boxes), strings, big numbers, dates, instants and void.
 *
 * @param <T> the type
 */
public class BasicTypeInfo<T> extends TypeInformation<T> implements AtomicType<T> {
  private static final long serialVersionUID = 1L;

  public static final BasicTypeInfo<String> STRING_TYPE_INFO =
      new BasicTypeInfo<>(
          String.class, new Class<?>[] {}, StringSerializer.INSTANCE, StringComparator.class);
  public static final BasicTypeInfo<Boolean> BOOLEAN_TYPE_INFO =
      new BasicTypeInfo<>(
          Boolean.class, new Class<?>[] {}, BooleanSerializer.INSTANCE, BooleanComparator.class);
  public static final BasicTypeInfo<Byte> BYTE_TYPE_INFO =
      new IntegerTypeInfo<>(
          Byte.class,
          new Class<?>[] {
            Short.class, Integer.class, Long.class, Float.class, Double.class, Character.class
          },
          ByteSerializer.INSTANCE,
          ByteComparator.class);
  public static final BasicTypeInfo<Short> SHORT_TYPE_INFO =
      new IntegerTypeInfo<>(
          Short.class,
          new Class<?>[] {Integer.class, Long.class, Float.class, Double.class, Character.class},
          ShortSerializer.INSTANCE,
          ShortComparator.class);
  public static final BasicTypeInfo<Integer> INT_TYPE_INFO =
      new IntegerTypeInfo<>(
          Integer.class,
          new Class<?>[] {Long.class, Float.class, Double.class, Character.class},
          IntSerializer.INSTANCE,
          IntComparator.class);
  public static final BasicTypeInfo<Long> LONG_TYPE_INFO =
      new IntegerTypeInfo<>(
          Long.class,
          new Class<?>[] {Float.class, Double.class, Character.class},
          LongSerializer.INSTANCE,
          LongComparator.class);
  public static final BasicTypeInfo<Float> FLOAT_TYPE_INFO =
      new FractionalTypeInfo<>(
          Float.class,
          new Class<?>[] {Double.class},
          FloatSerializer.INSTANCE,
          FloatComparator.class);
  public static final BasicTypeInfo<Double> DOUBLE_TYPE_INFO =
      new FractionalTypeInfo<>(
          Double.class, new Class<?>[] {}, DoubleSerializer.INSTANCE, DoubleComparator.class);
  public static final BasicTypeInfo<Character> CHAR_TYPE_INFO =
      new BasicTypeInfo<>(
          Character.class, new Class<?>[] {}, CharSerializer.INSTANCE, CharComparator.class);
  public static final BasicTypeInfo<Date> DATE_TYPE_INFO =
      new BasicTypeInfo<>(
          Date.class, new Class<?>[] {}, DateSerializer.INSTANCE, DateComparator.class);
  public static final BasicTypeInfo<Void> VOID_TYPE_INFO =
      new BasicTypeInfo<>(Void.class, new Class<?>[] {}, VoidSerializer.INSTANCE, null);
  public static final BasicTypeInfo<BigInteger> BIG_INT_TYPE_INFO =
      new BasicTypeInfo<>(
          BigInteger.class, new Class<?>[] {}, BigIntSerializer.INSTANCE, BigIntComparator.class);
  public static final BasicTypeInfo<BigDecimal> BIG_DEC_TYPE_INFO =
      new BasicTypeInfo<>(
          BigDecimal.class, new Class<?>[] {}, BigDecSerializer.INSTANCE, BigDecComparator.class);
  public static final BasicTypeInfo<Instant> INSTANT_TYPE_INFO =
      new BasicTypeInfo<>(
          Instant.class, new Class<?>[] {}, InstantSerializer.INSTANCE, InstantComparator.class);

  private static final Map<Class<?>, BasicTypeInfo<?>> BY_CLASS = new HashMap<>();

  static {
    for (BasicTypeInfo<?> info :
        Arrays.asList(
            STRING_TYPE_INFO,
            BOOLEAN_TYPE_INFO,
            BYTE_TYPE_INFO,
            SHORT_TYPE_INFO,
            INT_TYPE_INFO,
            LONG_TYPE_INFO,
            FLOAT_TYPE_INFO,
            DOUBLE_TYPE_INFO,
            CHAR_TYPE_INFO,
            DATE_TYPE_INFO,
            VOID_TYPE_INFO,
            BIG_INT_TYPE_INFO,
            BIG_DEC_TYPE_INFO,
            INSTANT_TYPE_INFO)) {
      BY_CLASS.put(info.getTypeClass(), info);
    }
    BY_CLASS.put(boolean.class, BOOLEAN_TYPE_INFO);
    BY_CLASS.put(byte.class, BYTE_TYPE_INFO);
    BY_CLASS.put(short.class, SHORT_TYPE_INFO);
    BY_CLASS.put(int.class, INT_TYPE_INFO);
    BY_CLASS.put(long.class, LONG_TYPE_INFO);
    BY_CLASS.put(float.class, FLOAT_TYPE_INFO);
    BY_CLASS.put(double.class, DOUBLE_TYPE_INFO);
    BY_CLASS.put(char.class, CHAR_TYPE_INFO);
    BY_CLASS.put(void.class, VOID_TYPE_INFO);
  }

  private final Class<T> typeClass;
  private final Class<?>[] possibleCastTargetTypes;
  private final TypeSerializer<T> serializer;
  private final Class<? extends TypeComparator<T>> comparatorClass;

  /**
   * @param comparatorClass has a constructor that takes whether the order is ascending; null if
   *     there is no order
   */
  protected BasicTypeInfo(
      Class<T> typeClass,
      Class<?>[] possibleCastTargetTypes,
      TypeSerializer<T> serializer,
      Class<? extends TypeComparator<T>> comparatorClass) {
    this.typeClass = Objects.requireNonNull(typeClass);
    this.possibleCastTargetTypes = possibleCastTargetTypes;
    this.serializer = Objects.requireNonNull(serializer);
    this.comparatorClass = comparatorClass;
  }

  /** The description of a basic type; null if the class is none. */
  @SuppressWarnings("unchecked")
  public static <X> BasicTypeInfo<X> getInfoFor(Class<X> type) {
    return (BasicTypeInfo<X>) BY_CLASS.get(Objects.requireNonNull(type, "type must not be null"));
  }

  /** Whether values of this type may be used as values of {@code to} without loss of meaning. */
  public boolean shouldAutocastTo(BasicTypeInfo<?> to) {
    return Arrays.asList(possibleCastTargetTypes).contains(to.getTypeClass());
  }

  @Override
  public boolean isBasicType() {
    return true;
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
    return typeClass;
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
  public TypeComparator<T> createComparator(
      boolean sortOrderAscending, ExecutionConfig executionConfig) {
    if (comparatorClass == null) {
      throw new InvalidTypesException(
          "Records of type " + typeClass.getSimpleName() + " have no order and cannot be keys.");
    }
    return Comparators.create(comparatorClass, sortOrderAscending);
  }

  @Override
  public int hashCode() {
    return typeClass.hashCode();
  }

  @Override
  public boolean canEqual(Object obj) {
    return obj instanceof BasicTypeInfo;
  }

  @Override
  public boolean equals(Object obj) {
    return obj instanceof BasicTypeInfo<?> other
        && other.canEqual(this)
        && typeClass == other.typeClass
        && serializer.equals(other.serializer)
        && comparatorClass == other.comparatorClass;
  }

  @Override
  public String toString() {
    return typeClass.getSimpleName();
  }
}
