// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.typeinfo;

import io.flyshuttle.core.tuple.Tuple;
import io.flyshuttle.core.type.InvalidTypesException;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.value.Either;
import io.flyshuttle.core.value.Row;
import io.flyshuttle.core.value.Value;
import java.lang.reflect.Field;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Descriptions of types, for {@code returns(...)} and for state. */
public class Types {
  public static final TypeInformation<Void> VOID = BasicTypeInfo.VOID_TYPE_INFO;
  public static final TypeInformation<String> STRING = BasicTypeInfo.STRING_TYPE_INFO;
  public static final TypeInformation<Byte> BYTE = BasicTypeInfo.BYTE_TYPE_INFO;
  public static final TypeInformation<Boolean> BOOLEAN = BasicTypeInfo.BOOLEAN_TYPE_INFO;
  public static final TypeInformation<Short> SHORT = BasicTypeInfo.SHORT_TYPE_INFO;
  public static final TypeInformation<Integer> INT = BasicTypeInfo.INT_TYPE_INFO;
  public static final TypeInformation<Long> LONG = BasicTypeInfo.LONG_TYPE_INFO;
  public static final TypeInformation<Float> FLOAT = BasicTypeInfo.FLOAT_TYPE_INFO;
  public static final TypeInformation<Double> DOUBLE = BasicTypeInfo.DOUBLE_TYPE_INFO;
  public static final TypeInformation<Character> CHAR = BasicTypeInfo.CHAR_TYPE_INFO;
  public static final TypeInformation<BigDecimal> BIG_DEC = BasicTypeInfo.BIG_DEC_TYPE_INFO;
  public static final TypeInformation<BigInteger> BIG_INT = BasicTypeInfo.BIG_INT_TYPE_INFO;
  public static final TypeInformation<java.sql.Date> SQL_DATE = SqlTimeTypeInfo.DATE;
  public static final TypeInformation<java.sql.Time> SQL_TIME = SqlTimeTypeInfo.TIME;
  public static final TypeInformation<java.sql.Timestamp> SQL_TIMESTAMP = SqlTimeTypeInfo.TIMESTAMP;
  public static final TypeInformation<LocalDate> LOCAL_DATE = LocalTimeTypeInfo.LOCAL_DATE;
  public static final TypeInformation<LocalTime> LOCAL_TIME = LocalTimeTypeInfo.LOCAL_TIME;
  public static final TypeInformation<LocalDateTime> LOCAL_DATE_TIME =
      LocalTimeTypeInfo.LOCAL_DATE_TIME;
  public static final TypeInformation<Instant> INSTANT = BasicTypeInfo.INSTANT_TYPE_INFO;

  /** Rows whose fields are called f0, f1, … */
  public static TypeInformation<Row> ROW(TypeInformation<?>... types) {
    return new RowTypeInfo(types);
  }

  /** Rows with names. */
  public static TypeInformation<Row> ROW_NAMED(String[] fieldNames, TypeInformation<?>... types) {
    return new RowTypeInfo(types, fieldNames);
  }

  /** Tuples. */
  public static <T extends Tuple> TypeInformation<T> TUPLE(TypeInformation<?>... types) {
    return new TupleTypeInfo<>(types);
  }

  /** A class that extends a tuple and gives all its type arguments. */
  public static <T extends Tuple> TypeInformation<T> TUPLE(Class<T> tupleSubclass) {
    TypeInformation<T> info = TypeInformation.of(tupleSubclass);
    if (info instanceof TupleTypeInfo) {
      return info;
    }
    throw new InvalidTypesException(
        tupleSubclass.getName()
            + " is not described as a tuple but as "
            + info
            + ": it must extend a tuple and add no fields.");
  }

  /** A POJO. Fails if the class is none, rather than leave it to Kryo. */
  public static <T> TypeInformation<T> POJO(Class<T> pojoClass) {
    TypeInformation<T> info = TypeInformation.of(pojoClass);
    if (info instanceof PojoTypeInfo) {
      return info;
    }
    throw new InvalidTypesException(
        pojoClass.getName()
            + " is not a POJO but is described as "
            + info
            + ": a POJO is public, has a public constructor without arguments, and each field is"
            + " public or has a getter and a setter.");
  }

  /** A POJO with given types of its fields, all of which must be named. */
  public static <T> TypeInformation<T> POJO(
      Class<T> pojoClass, Map<String, TypeInformation<?>> fields) {
    List<PojoField> pojoFields = new ArrayList<>(fields.size());
    for (Map.Entry<String, TypeInformation<?>> field : fields.entrySet()) {
      pojoFields.add(new PojoField(find(pojoClass, field.getKey()), field.getValue()));
    }
    return new PojoTypeInfo<>(pojoClass, pojoFields);
  }

  private static Field find(Class<?> type, String name) {
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      for (Field field : c.getDeclaredFields()) {
        if (field.getName().equals(name)) {
          return field;
        }
      }
    }
    throw new InvalidTypesException(type.getName() + " has no field \"" + name + "\".");
  }

  /** A class that Kryo serializes. */
  public static <T> TypeInformation<T> GENERIC(Class<T> genericClass) {
    return new GenericTypeInfo<>(genericClass);
  }

  /** A Java record whose components are all described by its class. */
  public static <T> TypeInformation<T> RECORD(Class<T> recordClass) {
    return TypeInformation.of(recordClass);
  }

  /** Arrays of primitives, given by the type of the elements. */
  public static TypeInformation<?> PRIMITIVE_ARRAY(TypeInformation<?> elementType) {
    Class<?> primitive = unboxed(elementType.getTypeClass());
    if (primitive == null) {
      throw new IllegalArgumentException(elementType + " has no primitive form");
    }
    return PrimitiveArrayTypeInfo.getInfoFor(primitive.arrayType());
  }

  private static Class<?> unboxed(Class<?> box) {
    Class<?> primitive = java.lang.invoke.MethodType.methodType(box).unwrap().returnType();
    return primitive.isPrimitive() && primitive != void.class ? primitive : null;
  }

  /** Arrays of objects. */
  public static <E> TypeInformation<E[]> OBJECT_ARRAY(TypeInformation<E> elementType) {
    if (elementType == STRING) {
      @SuppressWarnings("unchecked")
      TypeInformation<E[]> strings =
          (TypeInformation<E[]>) (TypeInformation<?>) BasicArrayTypeInfo.STRING_ARRAY_TYPE_INFO;
      return strings;
    }
    return ObjectArrayTypeInfo.getInfoFor(elementType);
  }

  /** Values, which write and read themselves. */
  public static <V extends Value> TypeInformation<V> VALUE(Class<V> valueType) {
    return new ValueTypeInfo<>(valueType);
  }

  /** Maps. */
  public static <K, V> TypeInformation<Map<K, V>> MAP(
      TypeInformation<K> keyType, TypeInformation<V> valueType) {
    return new MapTypeInfo<>(keyType, valueType);
  }

  /** Lists. */
  public static <E> TypeInformation<List<E>> LIST(TypeInformation<E> elementType) {
    return new ListTypeInfo<>(elementType);
  }

  /** Sets. */
  public static <E> TypeInformation<Set<E>> SET(TypeInformation<E> elementType) {
    return new SetTypeInfo<>(elementType);
  }

  /** Enums. */
  public static <E extends Enum<E>> TypeInformation<E> ENUM(Class<E> enumType) {
    return new EnumTypeInfo<>(enumType);
  }

  /** One of two values. */
  public static <L, R> TypeInformation<Either<L, R>> EITHER(
      TypeInformation<L> leftType, TypeInformation<R> rightType) {
    return new EitherTypeInfo<>(leftType, rightType);
  }

  /** A value that may be absent. */
  public static <T> TypeInformation<Optional<T>> OPTIONAL(TypeInformation<T> valueType) {
    return new OptionalTypeInfo<>(valueType);
  }
}
