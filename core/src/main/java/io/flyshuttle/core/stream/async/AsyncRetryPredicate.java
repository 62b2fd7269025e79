// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.stream.async;

import java.util.Collection;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which answers are worth another try.
 *
 * @param <OUT> type of the output
 */
public interface AsyncRetryPredicate<OUT> {

  /** Results to retry; empty for none. */
  Optional<Predicate<Collection<OUT>>> resultPredicate();

  /** Failures to retry; empty for none. */
  Optional<Predicate<Throwable>> exceptionPredicate();
}
