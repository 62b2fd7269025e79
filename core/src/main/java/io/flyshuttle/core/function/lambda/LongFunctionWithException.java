// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.function.lambda;

/** A function of a long that may throw. */
@FunctionalInterface
public interface LongFunctionWithException<R, E extends Throwable> {

  /** The result for {@code value}. */
  R apply(long value) throws E;
}
