// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.hadoop.type;

import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.job.SerializerConfig;
import io.flyshuttle.core.type.AtomicType;
import io.flyshuttle.core.type.InvalidTypesException;
import io.flyshuttle.core.type.TypeComparator;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.type.TypeSerializer;
import java.util.Objects;
import org.apache.hadoop.io.Writable;

/**
 * A class that writes and reads itself as Hadoop asks for. It can be a key if it is {@link
 * Comparable}.
 *
 * @param <T> the class
 */
public class WritableTypeInfo<T extends Writable> extends TypeInformation<T>
    implements AtomicType<T> {
  private static final long serialVersionUID = 1L;

  private final Class<T> typeClass;

  /** Describes {@code typeClass}, which is neither abstract nor {@link Writable} itself. */
  public WritableTypeInfo(Class<T> typeClass) {
    Objects.requireNonNull(typeClass);
    if (!Writable.class.isAssignableFrom(typeClass) || typeClass == Writable.class) {
      throw new IllegalArgumentException(
          typeClass.getName() + " is not a class that implements Writable");
    }
    this.typeClass = typeClass;
  }

  @Override
  @SuppressWarnings({"unchecked", "rawtypes"})
  public TypeComparator<T> createComparator(
      boolean sortOrderAscending, ExecutionConfig executionConfig) {
    if (!isKeyType()) {
      throw new InvalidTypesException(
          "Records of "
              + typeClass.getName()
              + " have no order and cannot be keys: let the class implement WritableComparable.");
    }
    return new WritableComparator(sortOrderAscending, typeClass);
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
    return Comparable.class.isAssignableFrom(typeClass);
  }

  @Override
  public TypeSerializer<T> createSerializer(SerializerConfig config) {
    return new WritableSerializer<>(typeClass);
  }

  @Override
  public boolean canEqual(Object obj) {
    return obj instanceof WritableTypeInfo;
  }

  @Override
  public boolean equals(Object obj) {
    return obj instanceof WritableTypeInfo<?> other
        && other.canEqual(this)
        && typeClass == other.typeClass;
  }

  @Override
  public int hashCode() {
    return typeClass.hashCode();
  }

  @Override
  public String toString() {
    return "WritableType<" + typeClass.getName() + ">";
  }
}
