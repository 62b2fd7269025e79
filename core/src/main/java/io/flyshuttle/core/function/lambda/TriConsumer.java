// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.function.lambda;

/** Takes three values. */
@FunctionalInterface
public interface TriConsumer<S, T, U> {

  /** Takes the values. */
  void accept(S s, T t, U u);
}
