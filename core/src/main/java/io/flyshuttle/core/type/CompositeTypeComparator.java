// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.type;

import java.util.ArrayList;
import java.util.List;

/**
 * A comparator made of those of several fields.
 *
 * @param <T> the composite type
 */
public abstract class CompositeTypeComparator<T> extends TypeComparator<T> {
  private static final long serialVersionUID = 1L;

  @Override
  @SuppressWarnings("rawtypes")
  public TypeComparator[] getFlatComparators() {
    List<TypeComparator> flat = new ArrayList<>();
    getFlatComparator(flat);
    return flat.toArray(new TypeComparator[0]);
  }

  /** Adds the flat comparators in order. */
  @SuppressWarnings("rawtypes")
  public abstract void getFlatComparator(List<TypeComparator> flatComparators);
}
