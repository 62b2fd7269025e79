// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.tuple;

import java.util.Objects;

/**
 * A tuple of 1 field. Fields are public and mutable. Not every type of field can be serialized when
 * it is null.
 *
 * @param <T0> type of field 0
 */
public class Tuple1<T0> extends Tuple {
  private static final long serialVersionUID = 1L;

  /** Field 0. */
  public T0 f0;

  /** A tuple whose fields are null. */
  public Tuple1() {}

  public Tuple1(T0 f0) {
    this.f0 = f0;
  }

  /** As the constructor, but the types of the fields are inferred. */
  public static <T0> Tuple1<T0> of(T0 f0) {
    return new Tuple1<>(f0);
  }

  @Override
  public int getArity() {
    return 1;
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T> T getField(int pos) {
    return switch (pos) {
      case 0 -> (T) f0;
      default -> throw noSuchField(pos);
    };
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T> void setField(T value, int pos) {
    switch (pos) {
      case 0 -> f0 = (T0) value;
      default -> throw noSuchField(pos);
    }
  }

  /** Sets all fields. */
  public void setFields(T0 f0) {
    this.f0 = f0;
  }

  /** A new tuple with the same field objects. */
  @Override
  public Tuple1<T0> copy() {
    return new Tuple1<>(f0);
  }

  @Override
  public boolean equals(Object o) {
    if (this == o) {
      return true;
    }
    return o instanceof Tuple1<?> other && Objects.equals(f0, other.f0);
  }

  @Override
  public int hashCode() {
    int result = Objects.hashCode(f0);
    return result;
  }

  @Override
  public String toString() {
    return text(f0);
  }
}
