// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.function;

/**
 * Takes the records that a function makes.
 *
 * @param <T> type of the records
 */
public interface Collector<T> {

  /** Hands on one record. May block while the receiver is slow. */
  void collect(T record);

  /** Says that no record follows. Called by the engine, not by functions. */
  void close();
}
