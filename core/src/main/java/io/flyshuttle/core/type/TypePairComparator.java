// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.type;

/**
 * Compares keys of records of two types, as a join does. Keeps a reference between calls; one
 * instance is used by one thread.
 *
 * @param <T1> type of the reference records
 * @param <T2> type of the candidates
 */
public abstract class TypePairComparator<T1, T2> {

  /** Takes the key of {@code reference} as the reference. */
  public abstract void setReference(T1 reference);

  /** Whether the key of {@code candidate} equals the reference. */
  public abstract boolean equalToReference(T2 candidate);

  /**
   * Below zero, zero or above zero as the key of {@code candidate} is before, equal to or after the
   * reference.
   */
  public abstract int compareToReference(T2 candidate);
}
