// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.key;

import io.flyshuttle.core.type.TypeComparator;
import java.util.Arrays;

/**
 * Hash code of a record's key from the key's fields alone: records of different types with equal
 * keys get equal hash codes. Used by one thread.
 *
 * @param <T> type of the records
 */
public final class KeyHasher<T> {
  private final TypeComparator<T> comparator;
  private final TypeComparator<Object>[] flat;
  private final Object[] fields;

  @SuppressWarnings("unchecked")
  public KeyHasher(TypeComparator<T> comparator) {
    this.comparator = comparator;
    this.flat =
        Arrays.copyOf(
            (TypeComparator<Object>[]) comparator.getFlatComparators(),
            comparator.getFlatComparators().length);
    this.fields = new Object[flat.length];
  }

  /** The key's hash code, with its bits well spread. */
  public int hash(T record) {
    comparator.extractKeys(record, fields, 0);
    int hash = 0;
    for (int i = 0; i < flat.length; i++) {
      Object field = fields[i];
      hash = 31 * hash + (field == null ? 0 : flat[i].hash(field));
    }
    return spread(hash);
  }

  /** Spreads hash codes that differ in few bits: the finalizer of MurmurHash3 (Appleby). */
  public static int spread(int hash) {
    int h = hash;
    h ^= h >>> 16;
    h *= 0x85ebca6b;
    h ^= h >>> 13;
    h *= 0xc2b2ae35;
    h ^= h >>> 16;
    return h;
  }
}
