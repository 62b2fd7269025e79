// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.value;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compares collections of rows. */
public final class RowUtils {

  /** Kept for programs that set it; rows are always written in the form of {@link Row#toString}. */
  public static boolean USE_LEGACY_TO_STRING = false;

  private RowUtils() {}

  /** Whether two lists hold the same rows in the same order. */
  public static boolean compareRows(List<Row> l1, List<Row> l2) {
    return compareRows(l1, l2, false);
  }

  /**
   * Whether two lists hold the same rows.
   *
   * @param ignoreOrder whether the order of the rows does not matter
   */
  public static boolean compareRows(List<Row> l1, List<Row> l2, boolean ignoreOrder) {
    if (l1 == l2) {
      return true;
    }
    if (l1 == null || l2 == null || l1.size() != l2.size()) {
      return false;
    }
    return ignoreOrder
        ? counted(l1).equals(counted(l2))
        : Arrays.equals(l1.toArray(), l2.toArray());
  }

  private static Map<Row, Integer> counted(List<Row> rows) {
    Map<Row, Integer> counts = new HashMap<>();
    rows.forEach(row -> counts.merge(row, 1, Integer::sum));
    return counts;
  }
}
