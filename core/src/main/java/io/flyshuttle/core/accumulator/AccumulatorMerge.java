// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.accumulator;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import java.io.Serializable;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Merges the accumulators of several subtasks, by name. */
public final class AccumulatorMerge {
  private AccumulatorMerge() {}

  /**
   * Adds {@code part} to {@code total}. Accumulators that are new are copied, so that {@code part}
   * stays as it is.
   *
   * @throws FlyshuttleException if one name stands for accumulators of different classes
   */
  public static void into(
      Map<String, Accumulator<?, ?>> total, Map<String, Accumulator<?, ?>> part) {
    part.forEach(
        (name, accumulator) -> {
          Accumulator<?, ?> known = total.get(name);
          if (known == null) {
            total.put(name, accumulator.clone());
          } else {
            total.put(name, merged(name, known, accumulator));
          }
        });
  }

  /** The result of each accumulator. */
  public static Map<String, Object> results(Map<String, Accumulator<?, ?>> accumulators) {
    Map<String, Object> results = new HashMap<>();
    accumulators.forEach((name, accumulator) -> results.put(name, accumulator.getLocalValue()));
    return results;
  }

  /** The results as text, sorted by name, for people. */
  public static Map<String, String> formatted(Map<String, Object> results) {
    Map<String, String> texts = new TreeMap<>();
    results.forEach((name, result) -> texts.put(name, format(result)));
    return texts;
  }

  private static String format(Object result) {
    if (result instanceof Collection<?> collection) {
      return collection.size() + " elements";
    }
    return String.valueOf(result);
  }

  /**
   * Checks that an accumulator a program asks for is what the name stands for.
   *
   * @throws FlyshuttleException if it is of another class
   */
  public static void requireClass(String name, Class<?> wanted, Accumulator<?, ?> found) {
    if (wanted != found.getClass()) {
      throw new FlyshuttleException(
          ErrorCode.INVALID_PROGRAM,
          "The accumulator \""
              + name
              + "\" is a "
              + found.getClass().getName()
              + " and not a "
              + wanted.getName()
              + ": give the two different names");
    }
  }

  @SuppressWarnings("unchecked")
  private static <V, R extends Serializable> Accumulator<V, R> merged(
      String name, Accumulator<?, ?> known, Accumulator<?, ?> other) {
    requireClass(name, known.getClass(), other);
    Accumulator<V, R> target = (Accumulator<V, R>) known;
    target.merge((Accumulator<V, R>) other);
    return target;
  }
}
