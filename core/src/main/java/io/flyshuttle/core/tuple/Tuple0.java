// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.tuple;

/** A tuple without fields. All instances are equal. */
public class Tuple0 extends Tuple {
  private static final long serialVersionUID = 1L;

  /** The only instance needed. */
  public static final Tuple0 INSTANCE = new Tuple0();

  @Override
  public int getArity() {
    return 0;
  }

  @Override
  public <T> T getField(int pos) {
    throw noSuchField(pos);
  }

  @Override
  public <T> void setField(T value, int pos) {
    throw noSuchField(pos);
  }

  @Override
  public Tuple0 copy() {
    return new Tuple0();
  }

  @Override
  public boolean equals(Object o) {
    return this == o || o instanceof Tuple0;
  }

  @Override
  public int hashCode() {
    return 0;
  }

  @Override
  public String toString() {
    return "()";
  }

  /** Keeps {@link #INSTANCE} the same object after Java deserialization. */
  protected Object readResolve() {
    return INSTANCE;
  }
}
