// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.function.lambda;

/** A supplier that may throw. */
@FunctionalInterface
public interface SupplierWithException<R, E extends Throwable> {

  /** The value. */
  R get() throws E;
}
