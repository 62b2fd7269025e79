// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.typeinfo;

import io.flyshuttle.core.job.SerializerConfig;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.core.value.Nothing;

/** The type without values. */
public class NothingTypeInfo extends TypeInformation<Nothing> {
  private static final long serialVersionUID = 1L;

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
    return 0;
  }

  @Override
  public int getTotalFields() {
    return 1;
  }

  @Override
  public Class<Nothing> getTypeClass() {
    return Nothing.class;
  }

  @Override
  public boolean isKeyType() {
    return false;
  }

  @Override
  public TypeSerializer<Nothing> createSerializer(SerializerConfig config) {
    throw new UnsupportedOperationException("there are no values of this type to serialize");
  }

  @Override
  public boolean canEqual(Object obj) {
    return obj instanceof NothingTypeInfo;
  }

  @Override
  public boolean equals(Object obj) {
    return obj instanceof NothingTypeInfo;
  }

  @Override
  public int hashCode() {
    return NothingTypeInfo.class.hashCode();
  }

  @Override
  public String toString() {
    return "Nothing";
  }
}
