// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.typeinfo;

import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.job.SerializerConfig;
import io.flyshuttle.core.serialize.basic.SqlDateSerializer;
import io.flyshuttle.core.serialize.basic.SqlTimeSerializer;
import io.flyshuttle.core.serialize.basic.SqlTimestampSerializer;
import io.flyshuttle.core.serialize.compare.SqlDateComparator;
import io.flyshuttle.core.serialize.compare.SqlTimeComparator;
import io.flyshuttle.core.serialize.compare.SqlTimestampComparator;
import io.flyshuttle.core.type.AtomicType;
import io.flyshuttle.core.type.TypeComparator;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.type.TypeSerializer;
import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.List;

/**
 * Dates, times and timestamps of {@code java.sql}.
 *
 * @param <T> the type
 */
public class SqlTimeTypeInfo<T> extends TypeInformation<T> implements AtomicType<T> {
  private static final long serialVersionUID = 1L;

  public static final SqlTimeTypeInfo<Date> DATE =
      new SqlTimeTypeInfo<>(Date.class, SqlDateSerializer.INSTANCE, SqlDateComparator.class);
  public static final SqlTimeTypeInfo<Time> TIME =
      new SqlTimeTypeInfo<>(Time.class, SqlTimeSerializer.INSTANCE, SqlTimeComparator.class);
  public static final SqlTimeTypeInfo<Timestamp> TIMESTAMP =
      new SqlTimeTypeInfo<>(
          Timestamp.class, SqlTimestampSerializer.INSTANCE, SqlTimestampComparator.class);

  private final Class<T> typeClass;
  private final TypeSerializer<T> serializer;
  private final Class<? extends TypeComparator<T>> comparatorClass;

  protected SqlTimeTypeInfo(
      Class<T> typeClass,
      TypeSerializer<T> serializer,
      Class<? extends TypeComparator<T>> comparatorClass) {
    this.typeClass = typeClass;
    this.serializer = serializer;
    this.comparatorClass = comparatorClass;
  }

  /** The description of a class; null if it is none of these. */
  @SuppressWarnings("unchecked")
  public static <X> SqlTimeTypeInfo<X> getInfoFor(Class<X> type) {
    for (SqlTimeTypeInfo<?> info : List.of(DATE, TIME, TIMESTAMP)) {
      if (info.typeClass == type) {
        return (SqlTimeTypeInfo<X>) info;
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
    return obj instanceof SqlTimeTypeInfo;
  }

  @Override
  public boolean equals(Object obj) {
    return obj instanceof SqlTimeTypeInfo<?> other
        && other.canEqual(this)
        && typeClass == other.typeClass;
  }

  @Override
  public int hashCode() {
    return typeClass.hashCode();
  }

  @Override
  public String toString() {
    return typeClass.getSimpleName();
  }
}
