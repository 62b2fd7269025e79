// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.sink.async;

/**
 * How a limit grows and shrinks.
 *
 * @param <T> type of the limit
 */
public interface ScalingStrategy<T> {

  /** The next limit when all goes well. */
  T scaleUp(T currentRate);

  /** The next limit when something failed. */
  T scaleDown(T currentRate);
}
