// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.function.lambda;

import java.util.function.Function;

/** A function that may throw. */
@FunctionalInterface
public interface FunctionWithException<T, R, E extends Throwable> {

  /** The result for {@code value}. */
  R apply(T value) throws E;

  /** A plain function that throws whatever this one throws, undeclared. */
  static <A, B> Function<A, B> unchecked(FunctionWithException<A, B, ?> function) {
    return value -> {
      try {
        return function.apply(value);
      } catch (Throwable t) {
        throw Undeclared.rethrow(t);
      }
    };
  }
}
