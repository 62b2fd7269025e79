// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.tuple;

import java.util.Objects;

/**
 * A tuple of 2 fields. Fields are public and mutable. Not every type of field can be serialized
 * when it is null.
 *
 * @param <T0> type of field 0
 * @param <T1> type of field 1
 */
public class Tuple2<T0, T1> extends Tuple {
  private static final long serialVersionUID = 1L;

  /** Field 0. */
  public T0 f0;

  /** Field 1. */
  public T1 f1;

  /** A tuple whose fields are null. */
  public Tuple2() {}

  public Tuple2(T0 f0, T1 f1) {
    this.f0 = f0;
    this.f1 = f1;
  }

  /** As the constructor, but the types of the fields are inferred. */
  public static <T0, T1> Tuple2<T0, T1> of(T0 f0, T1 f1) {
    return new Tuple2<>(f0, f1);
  }

  @Override
  public int getArity() {
    return 2;
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T> T getField(int pos) {
    return switch (pos) {
      case 0 -> (T) f0;
      case 1 -> (T) f1;
      default -> throw noSuchField(pos);
    };
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T> void setField(T value, int pos) {
    switch (pos) {
      case 0 -> f0 = (T0) value;
      case 1 -> f1 = (T1) value;
      default -> throw noSuchField(pos);
    }
  }

  /** Sets all fields. */
  public void setFields(T0 f0, T1 f1) {
    this.f0 = f0;
    this.f1 = f1;
  }

  /** A new tuple with the two fields exchanged. */
  public Tuple2<T1, T0> swap() {
    return new Tuple2<>(f1, f0);
  }

  /** A new tuple with the same field objects. */
  @Override
  public Tuple2<T0, T1> copy() {
    return new Tuple2<>(f0, f1);
  }

  @Override
  public boolean equals(Object o) {
    if (this == o) {
      return true;
    }
    return o instanceof Tuple2<?, ?> other
        && Objects.equals(f0, other.f0)
        && Objects.equals(f1, other.f1);
  }

  @Override
  public int hashCode() {
    int result = Objects.hashCode(f0);
    result = 31 * result + Objects.hashCode(f1);
    return result;
  }

  @Override
  public String toString() {
    return text(f0, f1);
  }
}
