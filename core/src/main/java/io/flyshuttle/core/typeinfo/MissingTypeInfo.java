// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.typeinfo;

import io.flyshuttle.core.job.SerializerConfig;
import io.flyshuttle.core.type.InvalidTypesException;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.type.TypeSerializer;

/**
 * Stands for a type that could not be found out, until the program states it. Everything but
 * comparing and printing fails with the reason.
 */
public class MissingTypeInfo extends TypeInformation<InvalidTypesException> {
  private static final long serialVersionUID = 1L;

  private final String functionName;
  private final InvalidTypesException typeException;

  public MissingTypeInfo(String functionName) {
    this(functionName, new InvalidTypesException("A type could not be found out."));
  }

  public MissingTypeInfo(String functionName, InvalidTypesException typeException) {
    this.functionName = functionName;
    this.typeException = typeException;
  }

  /** Where in the program the type is missing. */
  public String getFunctionName() {
    return functionName;
  }

  /** Why it is missing. */
  public InvalidTypesException getTypeException() {
    return typeException;
  }

  private UnsupportedOperationException missing() {
    return new UnsupportedOperationException(typeException.getMessage(), typeException);
  }

  @Override
  public boolean isBasicType() {
    throw missing();
  }

  @Override
  public boolean isTupleType() {
    throw missing();
  }

  @Override
  public int getArity() {
    throw missing();
  }

  @Override
  public int getTotalFields() {
    throw missing();
  }

  @Override
  public Class<InvalidTypesException> getTypeClass() {
    throw missing();
  }

  @Override
  public boolean isKeyType() {
    throw missing();
  }

  @Override
  public TypeSerializer<InvalidTypesException> createSerializer(SerializerConfig config) {
    throw missing();
  }

  @Override
  public String toString() {
    return getClass().getSimpleName()
        + "<"
        + functionName
        + ", "
        + typeException.getMessage()
        + ">";
  }

  @Override
  public boolean equals(Object obj) {
    return obj instanceof MissingTypeInfo other
        && other.canEqual(this)
        && functionName.equals(other.functionName);
  }

  @Override
  public int hashCode() {
    return functionName.hashCode();
  }

  @Override
  public boolean canEqual(Object obj) {
    return obj instanceof MissingTypeInfo;
  }
}
