// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.type;

import java.io.Serializable;

/**
 * Makes comparators between records of two types, in both directions.
 *
 * @param <T1> the first type
 * @param <T2> the second type
 */
public interface TypePairComparatorFactory<T1, T2> extends Serializable {

  /** A comparator whose reference is of the first type. */
  TypePairComparator<T1, T2> createComparator12(
      TypeComparator<T1> comparator1, TypeComparator<T2> comparator2);

  /** A comparator whose reference is of the second type. */
  TypePairComparator<T2, T1> createComparator21(
      TypeComparator<T1> comparator1, TypeComparator<T2> comparator2);
}
