// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.function.lambda;

import java.io.Serializable;
import java.util.function.Supplier;

/** A supplier that can travel. */
@FunctionalInterface
public interface SerializableSupplier<T> extends Supplier<T>, Serializable {}
