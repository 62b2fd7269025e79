// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.tuple;

import java.util.Objects;

/**
 * A tuple of 4 fields. Fields are public and mutable. Not every type of field can be serialized
 * when it is null.
 *
 * @param <T0> type of field 0
 * @param <T1> type of field 1
 * @param <T2> type of field 2
 * @param <T3> type of field 3
 */
public class Tuple4<T0, T1, T2, T3> extends Tuple {
  private static final long serialVersionUID = 1L;

  /** Field 0. */
  public T0 f0;

  /** Field 1. */
  public T1 f1;

  /** Field 2. */
  public T2 f2;

  /** Field 3. */
  public T3 f3;

  /** A tuple whose fields are null. */
  public Tuple4() {}

  public Tuple4(T0 f0, T1 f1, T2 f2, T3 f3) {
    this.f0 = f0;
    this.f1 = f1;
    this.f2 = f2;
    this.f3 = f3;
  }

  /** As the constructor, but the types of the fields are inferred. */
  public static <T0, T1, T2, T3> Tuple4<T0, T1, T2, T3> of(T0 f0, T1 f1, T2 f2, T3 f3) {
    return new Tuple4<>(f0, f1, f2, f3);
  }

  @Override
  public int getArity() {
    return 4;
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T> T getField(int pos) {
    return switch (pos) {
      case 0 -> (T) f0;
      case 1 -> (T) f1;
      case 2 -> (T) f2;
      case 3 -> (T) f3;
      default -> throw noSuchField(pos);
    };
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T> void setField(T value, int pos) {
    switch (pos) {
      case 0 -> f0 = (T0) value;
      case 1 -> f1 = (T1) value;
      case 2 -> f2 = (T2) value;
      case 3 -> f3 = (T3) value;
      default -> throw noSuchField(pos);
    }
  }

  /** Sets all fields. */
  public void setFields(T0 f0, T1 f1, T2 f2, T3 f3) {
    this.f0 = f0;
    this.f1 = f1;
    this.f2 = f2;
    this.f3 = f3;
  }

  /** A new tuple with the same field objects. */
  @Override
  public Tuple4<T0, T1, T2, T3> copy() {
    return new Tuple4<>(f0, f1, f2, f3);
  }

  @Override
  public boolean equals(Object o) {
    if (this == o) {
      return true;
    }
    return o instanceof Tuple4<?, ?, ?, ?> other
        && Objects.equals(f0, other.f0)
        && Objects.equals(f1, other.f1)
        && Objects.equals(f2, other.f2)
        && Objects.equals(f3, other.f3);
  }

  @Override
  public int hashCode() {
    int result = Objects.hashCode(f0);
    result = 31 * result + Objects.hashCode(f1);
    result = 31 * result + Objects.hashCode(f2);
    result = 31 * result + Objects.hashCode(f3);
    return result;
  }

  @Override
  public String toString() {
    return text(f0, f1, f2, f3);
  }
}
