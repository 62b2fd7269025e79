// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.composite;

import io.flyshuttle.core.serialize.compare.FieldAccess;
import io.flyshuttle.core.tuple.Tuple;

/** Fields of tuples. */
public enum TupleAccess implements FieldAccess<Tuple> {
  INSTANCE;

  /** The access for a class of tuples. */
  @SuppressWarnings("unchecked")
  public static <T extends Tuple> FieldAccess<T> forTuples() {
    return (FieldAccess<T>) (FieldAccess<?>) INSTANCE;
  }

  @Override
  public Object get(Tuple record, int field) {
    return record.getField(field);
  }
}
