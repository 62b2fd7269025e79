// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.compare;

import io.flyshuttle.core.type.TypeComparator;
import io.flyshuttle.core.type.TypePairComparator;
import io.flyshuttle.core.type.TypePairComparatorFactory;

/**
 * Makes comparators between records of any two types whose keys have the same fields.
 *
 * @param <T1> the first type
 * @param <T2> the second type
 */
public final class RuntimePairComparatorFactory<T1, T2>
    implements TypePairComparatorFactory<T1, T2> {
  private static final long serialVersionUID = 1L;

  @Override
  public TypePairComparator<T1, T2> createComparator12(
      TypeComparator<T1> comparator1, TypeComparator<T2> comparator2) {
    return new GenericPairComparator<>(comparator1, comparator2);
  }

  @Override
  public TypePairComparator<T2, T1> createComparator21(
      TypeComparator<T1> comparator1, TypeComparator<T2> comparator2) {
    return new GenericPairComparator<>(comparator2, comparator1);
  }
}
