// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.function;

/** The view of its task that a user function gets. */
public interface RuntimeContext {}
