// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.function.rich;

/**
 * Brings a broadcast data set into another form, such as a map.
 *
 * @param <T> type of the records
 * @param <O> the other form
 */
@FunctionalInterface
public interface BroadcastVariableInitializer<T, O> {

  /** The data set in the other form. */
  O initializeBroadcastVariable(Iterable<T> data);
}
