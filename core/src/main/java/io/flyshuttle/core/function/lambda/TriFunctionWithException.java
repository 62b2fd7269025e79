// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.function.lambda;

/** A function of three values that may throw. */
@FunctionalInterface
public interface TriFunctionWithException<S, T, U, R, E extends Throwable> {

  /** The result for the values. */
  R apply(S s, T t, U u) throws E;

  /** A plain function that throws whatever this one throws, undeclared. */
  static <A, B, C, D> TriFunction<A, B, C, D> unchecked(
      TriFunctionWithException<A, B, C, D, ?> function) {
    return (a, b, c) -> {
      try {
        return function.apply(a, b, c);
      } catch (Throwable t) {
        throw Undeclared.rethrow(t);
      }
    };
  }
}
