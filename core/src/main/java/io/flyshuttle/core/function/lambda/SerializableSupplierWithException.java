// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.function.lambda;

import java.io.Serializable;

/** A supplier that may throw and can travel. */
@FunctionalInterface
public interface SerializableSupplierWithException<T, E extends Throwable>
    extends SupplierWithException<T, E>, Serializable {}
