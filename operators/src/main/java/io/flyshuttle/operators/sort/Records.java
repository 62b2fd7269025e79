// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.sort;

import java.io.IOException;

/**
 * Records to be taken one after the other. Used by one thread.
 *
 * @param <T> type of the records
 */
@FunctionalInterface
public interface Records<T> {

  /** The next record, an object of its own; null at the end. */
  T next() throws IOException;
}
