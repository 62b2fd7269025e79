// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.accumulator;

import java.util.Map;
import java.util.TreeMap;

/** Prints results of accumulators. */
public final class AccumulatorHelper {
  private AccumulatorHelper() {}

  /** A line for each result, in the order of their names. */
  public static String getResultsFormatted(Map<String, Object> results) {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(results)
        .forEach(
            (name, value) ->
                text.append("- ").append(name).append(": ").append(value).append('\n'));
    return text.toString();
  }
}
