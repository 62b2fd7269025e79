// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.compare;

import io.flyshuttle.core.type.TypeComparator;
import io.flyshuttle.core.type.TypePairComparator;

/**
 * Compares keys of records of two types whose key fields have the same types, one by one.
 *
 * @param <T1> type of the reference records
 * @param <T2> type of the candidates
 */
@SuppressWarnings({"rawtypes", "unchecked"})
public final class GenericPairComparator<T1, T2> extends TypePairComparator<T1, T2> {
  private final TypeComparator<T1> referenceSide;
  private final TypeComparator<T2> candidateSide;
  private final TypeComparator[] fields;
  private final Object[] referenceKeys;
  private final Object[] candidateKeys;

  /** Takes duplicates of the comparators. */
  public GenericPairComparator(TypeComparator<T1> referenceSide, TypeComparator<T2> candidateSide) {
    this.referenceSide = referenceSide.duplicate();
    this.candidateSide = candidateSide.duplicate();
    this.fields = this.referenceSide.getFlatComparators();
    int candidateFields = this.candidateSide.getFlatComparators().length;
    if (fields.length != candidateFields) {
      throw new IllegalArgumentException(
          "the keys of the two sides have "
              + fields.length
              + " and "
              + candidateFields
              + " fields");
    }
    this.referenceKeys = new Object[fields.length];
    this.candidateKeys = new Object[fields.length];
  }

  @Override
  public void setReference(T1 reference) {
    referenceSide.extractKeys(reference, referenceKeys, 0);
  }

  @Override
  public boolean equalToReference(T2 candidate) {
    return compareToReference(candidate) == 0;
  }

  @Override
  public int compareToReference(T2 candidate) {
    candidateSide.extractKeys(candidate, candidateKeys, 0);
    for (int i = 0; i < fields.length; i++) {
      int order = fields[i].compare(candidateKeys[i], referenceKeys[i]);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }
}
