// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.typeinfo;

import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.job.SerializerConfig;
import io.flyshuttle.core.serialize.basic.ValueSerializer;
import io.flyshuttle.core.serialize.compare.ValueComparator;
import io.flyshuttle.core.type.AtomicType;
import io.flyshuttle.core.type.InvalidTypesException;
import io.flyshuttle.core.type.TypeComparator;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.core.value.BooleanValue;
import io.flyshuttle.core.value.ByteValue;
import io.flyshuttle.core.value.CharValue;
import io.flyshuttle.core.value.DoubleValue;
import io.flyshuttle.core.value.FloatValue;
import io.flyshuttle.core.value.IntValue;
import io.flyshuttle.core.value.LongValue;
import io.flyshuttle.core.value.NullValue;
import io.flyshuttle.core.value.ShortValue;
import io.flyshuttle.core.value.StringValue;
import io.flyshuttle.core.value.Value;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Values: mutable objects that write and read themselves.
 *
 * @param <T> the class
 */
public class ValueTypeInfo<T extends Value> extends TypeInformation<T> implements AtomicType<T> {
  private static final long serialVersionUID = 1L;

  public static final ValueTypeInfo<BooleanValue> BOOLEAN_VALUE_TYPE_INFO =
      new ValueTypeInfo<>(BooleanValue.class);
  public static final ValueTypeInfo<ByteValue> BYTE_VALUE_TYPE_INFO =
      new ValueTypeInfo<>(ByteValue.class);
  public static final ValueTypeInfo<ShortValue> SHORT_VALUE_TYPE_INFO =
      new ValueTypeInfo<>(ShortValue.class);
  public static final ValueTypeInfo<IntValue> INT_VALUE_TYPE_INFO =
      new ValueTypeInfo<>(IntValue.class);
  public static final ValueTypeInfo<LongValue> LONG_VALUE_TYPE_INFO =
      new ValueTypeInfo<>(LongValue.class);
  public static final ValueTypeInfo<FloatValue> FLOAT_VALUE_TYPE_INFO =
      new ValueTypeInfo<>(FloatValue.class);
  public static final ValueTypeInfo<DoubleValue> DOUBLE_VALUE_TYPE_INFO =
      new ValueTypeInfo<>(DoubleValue.class);
  public static final ValueTypeInfo<CharValue> CHAR_VALUE_TYPE_INFO =
      new ValueTypeInfo<>(CharValue.class);
  public static final ValueTypeInfo<StringValue> STRING_VALUE_TYPE_INFO =
      new ValueTypeInfo<>(StringValue.class);
  public static final ValueTypeInfo<NullValue> NULL_VALUE_TYPE_INFO =
      new ValueTypeInfo<>(NullValue.class);

  private static final Map<Class<?>, ValueTypeInfo<?>> BASIC =
      Stream.of(
              BOOLEAN_VALUE_TYPE_INFO,
              BYTE_VALUE_TYPE_INFO,
              SHORT_VALUE_TYPE_INFO,
              INT_VALUE_TYPE_INFO,
              LONG_VALUE_TYPE_INFO,
              FLOAT_VALUE_TYPE_INFO,
              DOUBLE_VALUE_TYPE_INFO,
              CHAR_VALUE_TYPE_INFO,
              STRING_VALUE_TYPE_INFO,
              NULL_VALUE_TYPE_INFO)
          .collect(Collectors.toMap(ValueTypeInfo::getTypeClass, Function.identity()));

  private final Class<T> type;

  public ValueTypeInfo(Class<T> type) {
    if (!Value.class.isAssignableFrom(type)) {
      throw new IllegalArgumentException(type.getName() + " is not a Value");
    }
    this.type = type;
  }

  /** The description of a basic value class; null if the class is none. */
  static ValueTypeInfo<?> getBasicInfoFor(Class<?> type) {
    return BASIC.get(type);
  }

  /** Whether this is one of the values of primitives, strings and null. */
  public boolean isBasicValueType() {
    return BASIC.containsKey(type);
  }

  @Override
  @SuppressWarnings({"unchecked", "rawtypes"})
  public TypeComparator<T> createComparator(
      boolean sortOrderAscending, ExecutionConfig executionConfig) {
    if (!isKeyType()) {
      throw new InvalidTypesException(
          "Records of "
              + type.getName()
              + " have no order and cannot be keys: let the class implement Comparable.");
    }
    return new ValueComparator(sortOrderAscending, type);
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
    return type;
  }

  @Override
  public boolean isKeyType() {
    return Comparable.class.isAssignableFrom(type);
  }

  @Override
  public TypeSerializer<T> createSerializer(SerializerConfig config) {
    return new ValueSerializer<>(type);
  }

  @Override
  public boolean canEqual(Object obj) {
    return obj instanceof ValueTypeInfo;
  }

  @Override
  public boolean equals(Object obj) {
    return obj instanceof ValueTypeInfo<?> other && other.canEqual(this) && type == other.type;
  }

  @Override
  public int hashCode() {
    return type.hashCode();
  }

  @Override
  public String toString() {
    return "ValueType<" + type.getSimpleName() + ">";
  }
}
