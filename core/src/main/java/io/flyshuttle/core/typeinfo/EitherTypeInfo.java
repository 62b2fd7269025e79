// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.typeinfo;

import io.flyshuttle.core.job.SerializerConfig;
import io.flyshuttle.core.serialize.collection.EitherSerializer;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.core.value.Either;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * One of two values.
 *
 * @param <L> type of the left value
 * @param <R> type of the right value
 */
public class EitherTypeInfo<L, R> extends TypeInformation<Either<L, R>> {
  private static final long serialVersionUID = 1L;

  private final TypeInformation<L> leftType;
  private final TypeInformation<R> rightType;

  public EitherTypeInfo(TypeInformation<L> leftType, TypeInformation<R> rightType) {
    this.leftType = Objects.requireNonNull(leftType);
    this.rightType = Objects.requireNonNull(rightType);
  }

  public TypeInformation<L> getLeftType() {
    return leftType;
  }

  public TypeInformation<R> getRightType() {
    return rightType;
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
  @SuppressWarnings("unchecked")
  public Class<Either<L, R>> getTypeClass() {
    return (Class<Either<L, R>>) (Class<?>) Either.class;
  }

  @Override
  public boolean isKeyType() {
    return false;
  }

  @Override
  public Map<String, TypeInformation<?>> getGenericParameters() {
    Map<String, TypeInformation<?>> parameters = new LinkedHashMap<>();
    parameters.put("L", leftType);
    parameters.put("R", rightType);
    return parameters;
  }

  @Override
  public TypeSerializer<Either<L, R>> createSerializer(SerializerConfig config) {
    return new EitherSerializer<>(
        leftType.createSerializer(config), rightType.createSerializer(config));
  }

  @Override
  public boolean canEqual(Object obj) {
    return obj instanceof EitherTypeInfo;
  }

  @Override
  public boolean equals(Object obj) {
    return obj instanceof EitherTypeInfo<?, ?> other
        && other.canEqual(this)
        && leftType.equals(other.leftType)
        && rightType.equals(other.rightType);
  }

  @Override
  public int hashCode() {
    return 17 * leftType.hashCode() + rightType.hashCode();
  }

  @Override
  public String toString() {
    return "Either <" + leftType + ", " + rightType + ">";
  }
}
