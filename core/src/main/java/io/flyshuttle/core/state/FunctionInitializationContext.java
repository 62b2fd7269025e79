// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state;

/** What a {@code CheckpointedFunction} gets to set up its state. */
public interface FunctionInitializationContext extends ManagedInitializationContext {}
