// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.function.lambda;

/** Takes two values and may throw. */
@FunctionalInterface
public interface BiConsumerWithException<T, U, E extends Throwable> {

  /** Takes the values. */
  void accept(T t, U u) throws E;
}
