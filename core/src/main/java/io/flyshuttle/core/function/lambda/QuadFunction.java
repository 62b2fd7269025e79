// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.function.lambda;

/** A function of four values. */
@FunctionalInterface
public interface QuadFunction<S, T, U, V, R> {

  /** The result for the values. */
  R apply(S s, T t, U u, V v);
}
