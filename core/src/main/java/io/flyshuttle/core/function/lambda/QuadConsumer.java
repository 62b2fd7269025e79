// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.function.lambda;

/** Takes four values. */
@FunctionalInterface
public interface QuadConsumer<S, T, U, V> {

  /** Takes the values. */
  void accept(S s, T t, U u, V v);
}
