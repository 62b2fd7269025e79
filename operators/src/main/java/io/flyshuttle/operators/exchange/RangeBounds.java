// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.exchange;

import io.flyshuttle.core.type.TypeComparator;
import java.io.Serializable;

/**
 * The borders between ranges of a key: range i holds the keys above bound i - 1 and up to bound i,
 * the last range all that is above the last bound. Used by one thread.
 */
public final class RangeBounds implements Serializable {
  private static final long serialVersionUID = 1L;

  private final TypeComparator<Object>[] fields;
  private final Object[][] bounds;

  /**
   * @param fields one comparator per key field; bounds may have fewer fields
   * @param bounds in order, each with the same number of fields
   */
  @SuppressWarnings("unchecked")
  public RangeBounds(TypeComparator<?>[] fields, Object[][] bounds) {
    this.fields = (TypeComparator<Object>[]) fields.clone();
    this.bounds = bounds;
  }

  /** How many ranges there are. */
  public int ranges() {
    return bounds.length + 1;
  }

  /** The range of a key, from 0. */
  public int rangeOf(Object[] key) {
    int low = 0;
    int high = bounds.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (compare(key, bounds[middle]) > 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private int compare(Object[] key, Object[] bound) {
    for (int i = 0; i < bound.length; i++) {
      int order = fields[i].compare(key[i], bound[i]);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }
}
