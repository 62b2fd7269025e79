// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.stream.window.assigner;

import java.io.Serializable;

/**
 * Takes from a record how long its session lasts without another one.
 *
 * @param <T> type of the records
 */
public interface SessionWindowTimeGapExtractor<T> extends Serializable {

  /** The gap in milliseconds, above 0. */
  long extract(T element);
}
