// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.function.lambda;

/** A function of three values. */
@FunctionalInterface
public interface TriFunction<S, T, U, R> {

  /** The result for the values. */
  R apply(S s, T t, U u);
}
