// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.type;

import io.flyshuttle.core.job.ExecutionConfig;

/**
 * A type that is compared as a whole.
 *
 * @param <T> the type
 */
public interface AtomicType<T> {

  /** A new comparator; {@code sortOrderAscending} false turns the order round. */
  TypeComparator<T> createComparator(boolean sortOrderAscending, ExecutionConfig executionConfig);
}
