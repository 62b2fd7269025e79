// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.key;

import io.flyshuttle.core.type.TypeComparator;
import java.util.Arrays;

/**
 * Compares the keys of records of two types. Used by one thread.
 *
 * @param <A> type of the first records
 * @param <B> type of the second records
 */
public final class KeyPair<A, B> {
  private final TypeComparator<A> first;
  private final TypeComparator<B> second;
  private final TypeComparator<Object>[] fields;
  private final Object[] firstKey;
  private final Object[] secondKey;

  /** Both comparators belong to this object alone; their keys have the same types. */
  @SuppressWarnings("unchecked")
  public KeyPair(TypeComparator<A> first, TypeComparator<B> second) {
    this.first = first;
    this.second = second;
    TypeComparator<?>[] flat = first.getFlatComparators();
    this.fields = (TypeComparator<Object>[]) Arrays.copyOf(flat, flat.length);
    this.firstKey = new Object[flat.length];
    this.secondKey = new Object[flat.length];
  }

  /** Takes the key of a record of the first type for the calls that follow. */
  public void setFirst(A record) {
    first.extractKeys(record, firstKey, 0);
  }

  /** Compares the first key with that of a record of the second type. */
  public int compareTo(B record) {
    second.extractKeys(record, secondKey, 0);
    for (int i = 0; i < fields.length; i++) {
      Object a = firstKey[i];
      Object b = secondKey[i];
      if (a == null || b == null) {
        if (a != b) {
          return a == null ? -1 : 1;
        }
      } else {
        int order = fields[i].compare(a, b);
        if (order != 0) {
          return order;
        }
      }
    }
    return 0;
  }
}
