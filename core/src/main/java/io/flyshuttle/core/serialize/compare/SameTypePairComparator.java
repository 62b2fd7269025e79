// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.compare;

import io.flyshuttle.core.type.TypeComparator;
import io.flyshuttle.core.type.TypePairComparator;

/**
 * Compares keys of records of one type.
 *
 * @param <T> type of the records
 */
public final class SameTypePairComparator<T> extends TypePairComparator<T, T> {
  private final TypeComparator<T> comparator;
  private T reference;

  public SameTypePairComparator(TypeComparator<T> comparator) {
    this.comparator = comparator.duplicate();
  }

  @Override
  public void setReference(T reference) {
    this.reference = reference;
    comparator.setReference(reference);
  }

  @Override
  public boolean equalToReference(T candidate) {
    return comparator.equalToReference(candidate);
  }

  @Override
  public int compareToReference(T candidate) {
    return comparator.compare(candidate, reference);
  }
}
