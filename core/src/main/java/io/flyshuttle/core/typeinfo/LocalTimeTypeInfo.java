// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.typeinfo;

import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.job.SerializerConfig;
import io.flyshuttle.core.serialize.basic.LocalDateSerializer;
import io.flyshuttle.core.serialize.basic.LocalDateTimeSerializer;
import io.flyshuttle.core.serialize.basic.LocalTimeSerializer;
import io.flyshuttle.core.serialize.compare.LocalDateComparator;
import io.flyshuttle.core.serialize.compare.LocalDateTimeComparator;
import io.flyshuttle.core.serialize.compare.LocalTimeComparator;
import io.flyshuttle.core.type.AtomicType;
import io.flyshuttle.core.type.TypeComparator;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.type.TypeSerializer;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;

/**
 * Dates and times without a zone, of {@code java.time}.
 *
 * @param <T> the type
 */
public class LocalTimeTypeInfo<T> extends TypeInformation<T> implements AtomicType<T> {
  private static final long serialVersionUID = 1L;

  public static final LocalTimeTypeInfo<LocalDate> LOCAL_DATE =
      new LocalTimeTypeInfo<>(
          LocalDate.class, LocalDateSerializer.INSTANCE, LocalDateComparator.class);
  public static final LocalTimeTypeInfo<LocalTime> LOCAL_TIME =
      new LocalTimeTypeInfo<>(
          LocalTime.class, LocalTimeSerializer.INSTANCE, LocalTimeComparator.class);
  public static final LocalTimeTypeInfo<LocalDateTime> LOCAL_DATE_TIME =
      new LocalTimeTypeInfo<>(
          LocalDateTime.class, LocalDateTimeSerializer.INSTANCE, LocalDateTimeComparator.class);

  private final Class<T> typeClass;
  private final TypeSerializer<T> serializer;
  private final Class<? extends TypeComparator<T>> comparatorClass;

  protected LocalTimeTypeInfo(
      Class<T> typeClass,
      TypeSerializer<T> serializer,
      Class<? extends TypeComparator<T>> comparatorClass) {
    this.typeClass = typeClass;
    this.serializer = serializer;
    this.comparatorClass = comparatorClass;
  }

  /** The description of a class; null if it is none of these. */
  @SuppressWarnings("unchecked")
  public static <X> LocalTimeTypeInfo<X> getInfoFor(Class<X> type) {
    for (LocalTimeTypeInfo<?> info : List.of(LOCAL_DATE, LOCAL_TIME, LOCAL_DATE_TIME)) {
      if (info.typeClass == type) {
        return (LocalTimeTypeInfo<X>) info;
      }
    }
    return null;
  }

  @Override
  public TypeComparator<T> createComparator(
      boolean sortOrderAscending, ExecutionConfig executionConfig) {
    return Comparators.create(comparatorClass, sortOrderAscending);
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
  public boolean canEqual(Object obj) {
    return obj instanceof LocalTimeTypeInfo;
  }

  @Override
  public boolean equals(Object obj) {
    return obj instanceof LocalTimeTypeInfo<?> other
        && other.canEqual(this)
        && typeClass == other.typeClass;
  }

  @Override
  public int hashCode() {
    return typeClass.hashCode();
  }

  @Override
  public String toString() {
    return "LocalTimeTypeInfo(" + typeClass.getSimpleName() + ")";
  }
}
