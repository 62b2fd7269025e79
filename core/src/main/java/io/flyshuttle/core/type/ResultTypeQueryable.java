// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.type;

/**
 * A function or format that says what type its results have, so that nothing need be inferred.
 *
 * @param <T> type of the results
 */
public interface ResultTypeQueryable<T> {

  /** The type of the results. */
  TypeInformation<T> getProducedType();
}
