// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.typeinfo;

import io.flyshuttle.core.type.CompositeType;
import io.flyshuttle.core.type.TypeInformation;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Types whose fields have positions: tuples and rows.
 *
 * @param <T> the type
 */
public abstract class TupleTypeInfoBase<T> extends CompositeType<T> {
  private static final long serialVersionUID = 1L;

  /** The types of the fields. */
  protected final TypeInformation<?>[] types;

  private final int totalFields;

  public TupleTypeInfoBase(Class<T> tupleType, TypeInformation<?>... types) {
    super(tupleType);
    this.types = types.clone();
    int sum = 0;
    for (TypeInformation<?> type : types) {
      sum += Objects.requireNonNull(type, "the type of a field must not be null").getTotalFields();
    }
    this.totalFields = sum;
  }

  /** The types of the fields. */
  public TypeInformation<?>[] getFieldTypes() {
    return types;
  }

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isTupleType() {
    return true;
  }

  @Override
  public int getArity() {
    return types.length;
  }

  @Override
  public int getTotalFields() {
    return totalFields;
  }

  @Override
  public void getFlatFields(String fieldExpression, int offset, List<FlatFieldDescriptor> result) {
    FieldExpressions.flatFields(this, fieldExpression, offset, result);
  }

  @Override
  public <X> TypeInformation<X> getTypeAt(String fieldExpression) {
    return FieldExpressions.typeAt(this, fieldExpression);
  }

  @Override
  @SuppressWarnings("unchecked")
  public <X> TypeInformation<X> getTypeAt(int pos) {
    if (pos < 0 || pos >= types.length) {
      throw new IndexOutOfBoundsException(
          "field " + pos + " of a type with " + types.length + " fields");
    }
    return (TypeInformation<X>) types[pos];
  }

  @Override
  public boolean hasDeterministicFieldOrder() {
    return true;
  }

  @Override
  public boolean canEqual(Object obj) {
    return obj instanceof TupleTypeInfoBase;
  }

  @Override
  public boolean equals(Object obj) {
    return obj instanceof TupleTypeInfoBase<?> other
        && other.canEqual(this)
        && super.equals(other)
        && Arrays.equals(types, other.types);
  }

  @Override
  public int hashCode() {
    return 31 * super.hashCode() + Arrays.hashCode(types);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("Tuple").append(types.length);
    if (types.length > 0) {
      text.append('<').append(types[0]);
      for (int i = 1; i < types.length; i++) {
        text.append(", ").append(types[i]);
      }
      text.append('>');
    }
    return text.toString();
  }
}
