// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.function.lambda;

/** A function of two values that may throw. */
@FunctionalInterface
public interface BiFunctionWithException<T, U, R, E extends Throwable> {

  /** The result for the values. */
  R apply(T t, U u) throws E;
}
