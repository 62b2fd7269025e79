// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.stream.async;

import java.io.Serializable;

/**
 * When and how often an asynchronous function is tried again.
 *
 * @param <OUT> type of the output
 */
public interface AsyncRetryStrategy<OUT> extends Serializable {

  /** Whether there is another try after so many. */
  boolean canRetry(int currentAttempts);

  /** Pause before the next try, in milliseconds. */
  long getBackoffTimeMillis(int currentAttempts);

  /** Which answers are worth another try. */
  AsyncRetryPredicate<OUT> getRetryPredicate();
}
